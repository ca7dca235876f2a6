using System.Collections.Immutable;

namespace Triage.Models.Lifecycle;

/// <summary>What other systems said of one invoice, and what of it counts.</summary>
[GenerateSerializer, Immutable, Alias("triage.ReportLedger")]
public sealed record ReportLedger
{
    /// <summary>The most that one invoice takes: each is read anew with every event.</summary>
    public const int EntriesMax = 1000;

    public static readonly ReportLedger Empty = new();

    /// <summary>In the order in which they came.</summary>
    [Id(0)] public ImmutableArray<ReportEntry> Entries { get; init; } = [];

    /// <summary>The ERP's number for it; <c>null</c> while it is not posted.</summary>
    [Id(1)] public string? Document { get; init; }

    /// <summary>When the last report of the ERP or the bank came, by the service's clock.</summary>
    [Id(2)] public long? HeardAtMicros { get; init; }

    /// <summary>A deadline of the host passed, and nothing came since.</summary>
    [Id(3)] public bool HostFellSilent { get; init; }

    /// <summary>What the last verdict knew of.</summary>
    [Id(4)] public ImmutableArray<Concern> Judged { get; init; } = [];
    [Id(5)] public DateOnly? ScheduledFor { get; init; }
    [Id(6)] public DateOnly? PaidOn { get; init; }

    /// <summary><c>null</c>: nothing was paid, or it cannot be compared with what was asked.</summary>
    [Id(7)] public long? PaidMinor { get; init; }

    public ReportStanding? StandingOf(string name) => Entries.FirstOrDefault(entry => entry.Report.Name == name)?.Standing;
}
