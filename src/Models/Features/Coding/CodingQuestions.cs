using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.Features.Coding;

/// <summary>From an invoice to one question a line. Reads no line's account code, nor what is asked for: it is no help in answering.</summary>
public static class CodingQuestions
{
    // A fifth is the standard rate of value added tax in the ledgers; other rates are lines like any other.
    private const int TaxedShare = 5;

    /// <summary>Dates outside these are mistakes of the keyboard, and as good as none.</summary>
    public static readonly int DayMin = new DateOnly(1990, 1, 1).DayNumber;
    public static readonly int DayMax = new DateOnly(2100, 1, 1).DayNumber;

    public static ImmutableArray<CodingQuestion> Of(Invoice invoice, CodeField asked = CodeField.AccountCode)
    {
        var supplier = SupplierFingerprint.Of(invoice);
        var word = Word(invoice);
        var supplierWords = NameWords.Of(invoice.SupplierName);
        var facility = HashOf("facility", invoice.Facility);
        var sign = invoice.Kind == InvoiceKind.CreditNote ? -1 : 1; // a credit note's amounts are positive, but money comes back
        var total = sign * invoice.LinesSumMinor;
        var day = Sane(invoice.IssueDate) ?? Sane(invoice.ReceiptDate) ?? Sane(invoice.ServiceDate) ?? 0;
        var amounts = new Dictionary<long, int>(invoice.Lines.Length);
        foreach (var line in invoice.Lines)
        {
            amounts[line.AmountMinor] = amounts.GetValueOrDefault(line.AmountMinor) + 1;
        }

        var sizes = invoice.Lines.Select(line => Math.Abs(line.AmountMinor)).Order().ToArray();
        var questions = ImmutableArray.CreateBuilder<CodingQuestion>(invoice.Lines.Length);
        foreach (var line in invoice.Lines)
        {
            // Ledgers derive service lines from cost centres: who asks for the one must not be told the other.
            var place = asked == CodeField.CostCentre ? invoice.Department : CodeField.CostCentre.Given(invoice, line) ?? invoice.Department ?? invoice.ServiceLine;
            questions.Add(new(
                supplier,
                word,
                facility,
                HashOf("place", place),
                HashOf("place group", CodeGroup.Of(place)),
                sign * line.AmountMinor,
                total,
                invoice.Lines.Length,
                amounts[line.AmountMinor],
                Below(sizes, Math.Abs(line.AmountMinor)),
                line.AmountMinor != 0 && amounts.ContainsKey(line.AmountMinor * TaxedShare),
                day)
            {
                SupplierWords = supplierWords,
                PlaceWords = NameWords.Of(place),
                Item = HashOf("item", line.ItemCode),
                Service = HashOf("service", asked == CodeField.ServiceCode ? null : line.ServiceCode),
            });
        }

        return questions.DrainToImmutable();
    }

    /// <summary>Whether a bill can be of that day.</summary>
    internal static bool IsSane(int day) => day >= DayMin && day <= DayMax;

    private static int? Sane(DateOnly? date) => date?.DayNumber is { } day && IsSane(day) ? day : null;

    private static int Below(long[] sizes, long size)
    {
        var (low, high) = (0, sizes.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sizes[middle] < size ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static long Word(Invoice invoice) =>
        SupplierName.Normalise(invoice.SupplierName) is { } name ? StableHash.Of("word", name.Split(' ', 2)[0]) : 0;

    private static long HashOf(string kind, string? value) => string.IsNullOrWhiteSpace(value) ? 0 : StableHash.Of(kind, value.Trim());
}
