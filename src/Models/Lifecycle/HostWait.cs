namespace Triage.Models.Lifecycle;

/// <summary>Until when the next report of an invoice is waited for.</summary>
public static class HostWait
{
    /// <summary>Where no verdict gave a window.</summary>
    private static readonly TimeSpan WindowDefault = TimeSpan.FromDays(14);

    /// <summary>A date further ahead is more likely a mistake than a plan: nothing waits longer for it.</summary>
    private static readonly TimeSpan AheadMax = TimeSpan.FromDays(366);

    /// <param name="sinceMicros">When the last thing happened that the host could answer to.</param>
    /// <param name="windowMicros">How long the policy gave it; 0 where none did.</param>
    /// <param name="due">When the supplier asks to be paid.</param>
    public static long UntilMicros(ReportedStatuses statuses, ReportLedger ledger, long sinceMicros, long windowMicros, DateOnly? due)
    {
        var expected = (statuses.Invoice, statuses.Payment) switch
        {
            (InvoiceStatus.Posted, PaymentStatus.Ready) => due,
            (InvoiceStatus.Posted, PaymentStatus.Scheduled) => ledger.ScheduledFor ?? due,
            _ => null,
        };
        var window = windowMicros > 0 ? windowMicros : (long)WindowDefault.TotalMicroseconds;
        var from = expected is { } day ? Math.Clamp(MicrosOf(day), sinceMicros, sinceMicros + (long)AheadMax.TotalMicroseconds) : sinceMicros;
        return from + window;
    }

    // The date's midnight somewhere: the window is days long, so the zone does not matter.
    private static long MicrosOf(DateOnly day) => Clock.StoreTime.ToMicros(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));
}
