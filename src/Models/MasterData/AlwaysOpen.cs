namespace Triage.Models.MasterData;

/// <summary>For a place whose hours nobody gave: every hour counts, and days end at midnight UTC.</summary>
public sealed class AlwaysOpen : IOpenTime
{
    public static readonly AlwaysOpen Time = new();

    private AlwaysOpen()
    {
    }

    public TimeSpan Between(DateTimeOffset from, DateTimeOffset until) => until > from ? until - from : TimeSpan.Zero;

    public DateTimeOffset Add(DateTimeOffset from, TimeSpan open)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(open, TimeSpan.Zero);
        return from + open;
    }

    public DateTimeOffset EndOf(DateOnly date) => new(date.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
