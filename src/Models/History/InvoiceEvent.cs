using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Models.History;

/// <summary>One fact of an invoice's history. Facts are only ever added.</summary>
[GenerateSerializer, Immutable, Alias("triage.InvoiceEvent")]
public abstract record InvoiceEvent
{
    [Id(0)] public required long AtMicros { get; init; }

    /// <summary>The caller's subject, or <see cref="TriageActor"/>.</summary>
    [Id(1)] public required string Actor { get; init; }

    /// <summary>The request that caused it and whose stored reply waits for the verdict; <c>null</c> where none does.</summary>
    [Id(2)] public RequestKey? Request { get; init; }

    public abstract InvoiceEventType Type { get; }

    public const string TriageActor = "triage";
}

[GenerateSerializer, Immutable, Alias("triage.Received")]
public sealed record Received : InvoiceEvent
{
    [Id(0)] public required Invoice Invoice { get; init; }
    [Id(1)] public required ImmutableArray<byte> PayloadSha256 { get; init; }

    /// <summary>The path of the invoice that this one takes the place of.</summary>
    [Id(2)] public string? Supersedes { get; init; }

    public override InvoiceEventType Type => InvoiceEventType.Received;
}

[GenerateSerializer, Immutable, Alias("triage.Triaged")]
public sealed record Triaged : InvoiceEvent
{
    [Id(0)] public required Verdict Verdict { get; init; }
    [Id(1)] public required TriageCause Cause { get; init; }

    public override InvoiceEventType Type => InvoiceEventType.Triaged;
}

[GenerateSerializer, Immutable, Alias("triage.ReferenceProvided")]
public sealed record ReferenceProvided : InvoiceEvent
{
    [Id(0)] public required Reference Reference { get; init; }

    /// <summary>Stored with the sensitive fields: it may be a patient's account.</summary>
    [Id(1)] public required string Value { get; init; }

    public override InvoiceEventType Type => InvoiceEventType.ReferenceProvided;
}

[GenerateSerializer, Immutable, Alias("triage.RetriageRequested")]
public sealed record RetriageRequested : InvoiceEvent
{
    /// <summary>Sensitive: free text.</summary>
    [Id(0)] public required string Reason { get; init; }

    public override InvoiceEventType Type => InvoiceEventType.RetriageRequested;
}

[GenerateSerializer, Immutable, Alias("triage.Cancelled")]
public sealed record Cancelled : InvoiceEvent
{
    /// <summary>Sensitive: free text.</summary>
    [Id(0)] public required string Reason { get; init; }

    public override InvoiceEventType Type => InvoiceEventType.Cancelled;
}

[GenerateSerializer, Immutable, Alias("triage.Superseded")]
public sealed record Superseded : InvoiceEvent
{
    /// <summary>The path of the invoice that took this one's place.</summary>
    [Id(0)] public required string By { get; init; }

    public override InvoiceEventType Type => InvoiceEventType.Superseded;
}

/// <summary>Another system said what happened to the invoice there.</summary>
[GenerateSerializer, Immutable, Alias("triage.StatusReported")]
public sealed record StatusReported : InvoiceEvent
{
    [Id(0)] public required StatusReport Report { get; init; }

    public override InvoiceEventType Type => InvoiceEventType.StatusReported;
}
