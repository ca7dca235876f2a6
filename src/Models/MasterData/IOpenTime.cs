namespace Triage.Models.MasterData;

/// <summary>Counts time while a place is open.</summary>
public interface IOpenTime
{
    /// <summary>Open time from one instant to a later one; zero the other way round.</summary>
    TimeSpan Between(DateTimeOffset from, DateTimeOffset until);

    /// <summary>The earliest instant at which so much open time has passed.</summary>
    DateTimeOffset Add(DateTimeOffset from, TimeSpan open);

    /// <summary>The instant at which a day of the place's time zone is over.</summary>
    DateTimeOffset EndOf(DateOnly date);
}
