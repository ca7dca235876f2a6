namespace Triage.Models.Scoring.Priority;

/// <summary>All that priority rests on: kept with the score, it gives the same score again on any machine.</summary>
public sealed record PriorityQuestion
{
    /// <summary>In minor units of its currency; a credit counts as its size.</summary>
    public required long AmountMinor { get; init; }
    public required string Currency { get; init; }

    /// <summary>Open time left to answer in, so that it can still be paid by its due date; 0 or less when that is over, <c>null</c> when nothing is due.</summary>
    public long? DueLeftMicros { get; init; }

    /// <summary>As <see cref="DueLeftMicros"/>, for the discount; <c>null</c> without one.</summary>
    public long? DiscountLeftMicros { get; init; }

    public int DiscountBasisPoints { get; init; }

    /// <summary>Open time left to the service level.</summary>
    public required long SlaLeftMicros { get; init; }

    /// <summary>Of the gravest exception: from 1, the mildest, to <see cref="PriorityWeights.SeverityCount"/>.</summary>
    public required int Severity { get; init; }

    /// <summary>What a person is expected to spend on it.</summary>
    public required int EffortMinutes { get; init; }

    /// <summary>When it entered the queue.</summary>
    public required long EnteredAtMicros { get; init; }

    public required long NowMicros { get; init; }
}
