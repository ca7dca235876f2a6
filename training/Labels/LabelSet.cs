using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Scoring.Packages;

namespace Triage.Training.Labels;

/// <summary>Every label of a history, by invoice.</summary>
public sealed class LabelSet(IEnumerable<Label> labels)
{
    private readonly ImmutableSortedDictionary<string, Label> _byInvoice = labels.ToImmutableSortedDictionary(label => label.InvoiceId, label => label, StringComparer.Ordinal);

    /// <summary>In the order of invoices' ids.</summary>
    public IEnumerable<Label> All => _byInvoice.Values;

    public int Count => _byInvoice.Count;

    public Label? Of(Invoice bill) => _byInvoice.GetValueOrDefault(InvoiceKey.IdOf(bill));

    /// <summary>Only what is known of these.</summary>
    public LabelSet OfThese(IEnumerable<Invoice> bills) => new(bills.Select(Of).OfType<Label>());

    public ImmutableArray<SampledLabels> BySampling =>
        [.. All.GroupBy(label => label.Sampling).OrderBy(sampled => sampled.Key).Select(sampled => new SampledLabels(LabelFile.NameOf(sampled.Key), sampled.Count(), sampled.Sum(label => label.Weight)))];
}
