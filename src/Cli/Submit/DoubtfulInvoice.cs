using System.Text.Json.Serialization;
using Triage.Protos.V1;
using Money = Triage.Models.Intake.Money;

namespace Triage.Cli.Submit;

/// <summary>An invoice that a person should look at first, with why.</summary>
internal sealed record DoubtfulInvoice(string InvoiceId, string Verdict, int Severity, int TwinPoints, IReadOnlyList<string> Reasons)
    : IComparable<DoubtfulInvoice>
{
    /// <summary>In major units with the currency; <c>null</c> where the invoice has no total.</summary>
    public string? Amount { get; init; }

    /// <summary>The other invoice that may be the same bill; <c>null</c> for none.</summary>
    public string? TwinInvoiceId { get; init; }

    /// <summary>The exception of the most severe reason; empty for none.</summary>
    [JsonIgnore] public string Kind { get; init; } = "";

    public IReadOnlyList<string> TwinEvidence { get; init; } = [];

    /// <summary>What each model says, with what made it say so.</summary>
    public IReadOnlyList<ShownScore> Scores { get; init; } = [];

    public static DoubtfulInvoice Of(Invoice invoice, string invoiceId, Verdict verdict)
    {
        var twin = verdict.Twins.MaxBy(candidate => candidate.Points);
        return new DoubtfulInvoice(
            invoiceId,
            ProtoNames.Of(verdict.Kind),
            verdict.Reasons.Select(reason => (int)reason.Severity).DefaultIfEmpty().Max(),
            twin?.Points ?? 0,
            [.. verdict.Reasons.Select(reason => reason.Text)])
        {
            Amount = invoice.HasTotalAmountMinor ? Money.Written(invoice.TotalAmountMinor, invoice.Currency) : null,
            Kind = verdict.Reasons.MaxBy(reason => reason.Severity) is { } leading ? ProtoNames.Of(leading.Code) : "",
            TwinInvoiceId = twin?.InvoiceId,
            Scores = [.. ShownScore.Of(verdict)],
            TwinEvidence = twin is null ? [] : [.. twin.Parts.Select(part => $"{part.Fact} {part.Points}")],
        };
    }

    /// <summary>The greater is the more doubtful: by severity, then twin points, then the number of reasons.</summary>
    public int CompareTo(DoubtfulInvoice? other) => other is null
        ? 1
        : (Severity, TwinPoints, Reasons.Count).CompareTo((other.Severity, other.TwinPoints, other.Reasons.Count)) is var order and not 0
            ? order
            : string.CompareOrdinal(other.InvoiceId, InvoiceId);
}
