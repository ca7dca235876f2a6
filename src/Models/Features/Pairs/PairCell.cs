using Triage.Models.Features.Text;
using Triage.Models.Matching;

namespace Triage.Models.Features.Pairs;

/// <summary>A cell with all that comparing it needs, worked out once.</summary>
internal sealed class PairCell
{
    public PairCell(string cell, PairColumn column)
    {
        IsMissing = CellReading.IsNothing(cell);
        Words = IsMissing ? [] : SupplierName.Words(cell);
        IsMissing |= Words.Length == 0;
        Value = column.Kind switch
        {
            ColumnKind.Number => CellReading.Number(cell),
            ColumnKind.Moment => CellReading.Moment(cell),
            _ => null,
        };
        Rarity = [.. Words.Select(word => column.Words.RarityOf(Terms.OfWord(word)))];
        Grams = column.GramsOf(Words);
        Joined = string.Concat(Words);
        Set = Words.ToHashSet(StringComparer.Ordinal);
        Numbers = [.. Words.Where(word => word.Any(char.IsAsciiDigit)).Distinct(StringComparer.Ordinal)];
        var bracket = cell.IndexOfAny(['(', '[']);
        Head = string.Concat(bracket > 0 ? SupplierName.Words(cell[..bracket]) : Words);
        Aside = bracket > 0 ? SupplierName.Words(cell[bracket..]).ToHashSet(StringComparer.Ordinal) : [];
    }

    public bool IsMissing { get; }
    public string[] Words { get; }

    /// <summary>As a number or a moment; <c>null</c> where the column is none or the cell does not read so.</summary>
    public double? Value { get; }
    public double[] Rarity { get; }
    public TermVector Grams { get; }
    public string Joined { get; }
    public HashSet<string> Set { get; }
    public string[] Numbers { get; }

    /// <summary>What stands before the first bracket, joined.</summary>
    public string Head { get; }

    /// <summary>The words from the first bracket on.</summary>
    public HashSet<string> Aside { get; }
}
