using Triage.Protos.V1;

namespace Triage.Cli.Submit;

internal sealed record DoubtfulInvoice(string InvoiceId, string Verdict, int Severity, int TwinPoints, IReadOnlyList<string> Reasons, IReadOnlyList<string> TwinEvidence)
    : IComparable<DoubtfulInvoice>
{
    public static DoubtfulInvoice Of(string invoiceId, Verdict verdict)
    {
        var twin = verdict.Twins.MaxBy(candidate => candidate.Points);
        return new DoubtfulInvoice(
            invoiceId,
            ProtoNames.Of(verdict.Kind),
            verdict.Reasons.Select(reason => (int)reason.Severity).DefaultIfEmpty().Max(),
            twin?.Points ?? 0,
            [.. verdict.Reasons.Select(reason => reason.Text)],
            twin is null ? [] : [.. twin.Parts.Select(part => $"{part.Fact} {part.Points}")]);
    }

    /// <summary>The greater is the more doubtful: by severity, then twin points, then the number of reasons.</summary>
    public int CompareTo(DoubtfulInvoice? other) => other is null
        ? 1
        : (Severity, TwinPoints, Reasons.Count).CompareTo((other.Severity, other.TwinPoints, other.Reasons.Count)) is var order and not 0
            ? order
            : string.CompareOrdinal(other.InvoiceId, InvoiceId);
}
