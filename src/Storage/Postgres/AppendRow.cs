using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Storage.Postgres;

/// <summary>One append as the call carries it. Made apart from the call: an append that cannot be written down fails alone.</summary>
internal sealed class AppendRow
{
    private AppendRow(InvoiceAppend append)
    {
        Append = append;
        var after = append.After;
        Verdict = after.Verdict?.Kind ?? VerdictKind.Pending;
        WouldBe = after.Verdict?.WouldBe ?? VerdictKind.None;
        ExceptionBits = after.Verdict?.ExceptionBits ?? 0;
        Severity = after.Verdict is { Reasons.IsEmpty: false } verdict ? verdict.Reasons.Max(reason => reason.Severity) : Severity.Info;

        // The row of an invoice is written when it begins, and again where its twins must find it otherwise.
        TwinSummary = append.ExpectedSeq == 0 || !append.Fingerprints.IsEmpty ? TwinSummaryCodec.Encode(Models.Matching.TwinSummary.Of(after.Invoice)) : null;
    }

    public InvoiceAppend Append { get; }

    public InvoiceKey Key => Append.Key;

    public InvoiceState After => Append.After;

    public Invoice Invoice => Append.After.Invoice;

    public EncodedEvent? LastEvent => Append.Events.IsEmpty ? null : Append.Events[^1];

    public ImmutableArray<EncodedEvent> Events => Append.Events;

    public VerdictKind Verdict { get; }

    public VerdictKind WouldBe { get; }

    public long ExceptionBits { get; }

    public Severity Severity { get; }

    public byte[]? TwinSummary { get; }

    public static AppendRow Of(InvoiceAppend append) => new(append);
}
