using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Training.Generation;

namespace Triage.Training.Duplicates;

/// <summary>Makes the second coming of a bill: what changes on the way, by kind.</summary>
/// <param name="isVaried">To learn from: each kind in more ways than copies are judged in.</param>
internal sealed class Copies(Chance chance, bool isVaried, IReadOnlyList<string> places, IReadOnlyList<string> facilities)
{
    private const int MovedDaysMax = 10;
    private const int LastDigits = 4;
    private const string Confusable = "0O1I5S8B2Z6G";

    /// <summary>One bill, or two for a split; none where the kind can't be made of it.</summary>
    public ImmutableArray<Invoice> Of(Invoice original, CopyKind kind) => kind switch
    {
        CopyKind.RekeyedDigit => Renumbered(original, Rekeyed(original.SupplierInvoiceNumber!)), // every planted ledger is numbered first
        CopyKind.OcrConfusion => Renumbered(original, Misread(original.SupplierInvoiceNumber!)), // the same
        CopyKind.MovedDate => [original with { IssueDate = Moved(original.IssueDate!.Value) }], // only dated invoices are copied
        CopyKind.Alias => Renamed(original),
        CopyKind.OtherFacility => Elsewhere(original),
        CopyKind.Split => Split(original),
        CopyKind.ReScan => [original],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static ImmutableArray<Invoice> Renumbered(Invoice original, string? number) =>
        number is null ? [] : [original with { SupplierInvoiceNumber = number }];

    private string? Rekeyed(string number)
    {
        var digits = Enumerable.Range(0, number.Length).Where(i => char.IsAsciiDigit(number[i])).ToArray();
        digits = isVaried && chance.Is(0.5) ? digits[^Math.Min(LastDigits, digits.Length)..] : digits;
        return digits.Length == 0 ? null : Replace(number, chance.One(digits), c => (char)('0' + (c - '0' + 1 + chance.Below(9)) % 10));
    }

    private string? Misread(string number)
    {
        var confused = Enumerable.Range(0, number.Length).Where(i => Confusable.Contains(number[i], StringComparison.Ordinal)).ToArray();
        // Neighbours in the list are confused with each other.
        return confused.Length == 0 ? null : Replace(number, chance.One(confused), c => Confusable[Confusable.IndexOf(c, StringComparison.Ordinal) ^ 1]);
    }

    private static string Replace(string text, int place, Func<char, char> by) => string.Concat(text.AsSpan(0, place), by(text[place]).ToString(), text.AsSpan(place + 1));

    private DateOnly Moved(DateOnly date)
    {
        if (date.Day <= 12 && date.Day != date.Month && chance.Is(0.3))
        {
            return new(date.Year, date.Day, date.Month);
        }

        var days = 1 + chance.Below(MovedDaysMax);
        return date.AddDays(chance.Is(0.5) ? days : -days);
    }

    private ImmutableArray<Invoice> Renamed(Invoice original)
    {
        if (SupplierName.Normalise(original.SupplierName) is not { } name)
        {
            return [];
        }

        var words = name.Split(' ');
        string[] aliases =
        [
            string.Join(' ', words.Append("UK")),
            string.Join(' ', words.Append("GROUP")),
            string.Join(' ', words[..Math.Max(1, words.Length - 1)]),
            string.Join(' ', words.Select(word => word.Length > 5 ? word[..4] : word)),
            string.Join(' ', words)[..Math.Min(14, string.Join(' ', words).Length)],
            Replace(string.Join(' ', words), chance.Below(Math.Max(1, string.Join(' ', words).Length)), _ => 'X'),
        ];
        var alias = (isVaried && chance.Is(0.5) ? NameVariants.Of(name, chance) : chance.One(aliases)).Trim();
        return alias.Length == 0 || SupplierName.Normalise(alias) == SupplierName.Normalise(original.SupplierName)
            ? []
            : [original with { SupplierId = null, SupplierName = alias }];
    }

    /// <summary>At another of the ledger's facilities, every second time at other cost centres too; where there is but one, at other cost centres alone.</summary>
    private ImmutableArray<Invoice> Elsewhere(Invoice original)
    {
        var others = facilities.Where(facility => facility != original.Facility).ToArray();
        var moved = others.Length == 0 ? original : original with { Facility = chance.One(others) };
        if (places.Count > 1 && (others.Length == 0 || chance.Is(0.5)))
        {
            moved = moved with { Lines = [.. original.Lines.Select(line => line with { CostCentre = chance.One(places) })] };
        }

        return moved == original ? [] : [moved];
    }

    private ImmutableArray<Invoice> Split(Invoice original)
    {
        var lines = original.Lines;
        if (lines.IsEmpty || original.AmountMinor != original.LinesSumMinor)
        {
            return []; // tax that stands on no line can't be shared out
        }

        ImmutableArray<InvoiceLine> first, second;
        if (lines.Length > 1)
        {
            var cut = 1 + chance.Below(lines.Length - 1);
            (first, second) = (lines[..cut], lines[cut..]);
        }
        else
        {
            var part = Math.Max(1, (long)(lines[0].AmountMinor * (0.2 + 0.6 * chance.Unit())));
            (first, second) = ([lines[0] with { AmountMinor = part }], [lines[0] with { AmountMinor = lines[0].AmountMinor - part }]);
        }

        var number = original.SupplierInvoiceNumber;
        var (one, two) = chance.Below(3) switch { 0 => ($"{number}A", $"{number}B"), 1 => ($"{number}-1", $"{number}-2"), _ => (number, number) };
        return [Part(original, first, one), Part(original, second, two)];
    }

    private static Invoice Part(Invoice original, ImmutableArray<InvoiceLine> lines, string? number)
    {
        var sum = lines.Sum(line => line.AmountMinor);
        return original with { SupplierInvoiceNumber = number, Lines = lines, NetMinor = null, TaxMinor = null, TotalMinor = original.TotalMinor is null ? null : sum };
    }
}
