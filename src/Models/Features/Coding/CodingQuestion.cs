namespace Triage.Models.Features.Coding;

/// <summary>
/// What is known about one line when its code is asked for: who bills, for which place, how much, and the invoice's other
/// amounts. Names became hashes: nothing here can be read.
/// </summary>
/// <param name="Supplier">Of <see cref="Matching.SupplierFingerprint"/>.</param>
/// <param name="SupplierWord">The first word of the supplier's name: what is left to go by when the supplier is new.</param>
/// <param name="Place">The line's cost centre, else the invoice's, else its department or service line; 0 where none is named.</param>
/// <param name="PlaceGroup">What the place's code begins with, where it is a code: departments number their cost centres together. Else 0.</param>
/// <param name="LinesBelow">How many lines of the invoice are about less money.</param>
/// <param name="Day">Of the invoice's issue, else of its receipt or service, as a day number; 0 where none is named or none can be true.</param>
public readonly record struct CodingQuestion(
    long Supplier,
    long SupplierWord,
    long Facility,
    long Place,
    long PlaceGroup,
    long AmountMinor,
    long InvoiceMinor,
    int Lines,
    int LinesOfThisAmount,
    int LinesBelow,
    bool IsTaxOfAnother,
    int Day)
{
    /// <summary>What was delivered, by the supplier's number of it; 0 where the line names none, as most ledgers' don't.</summary>
    public long Item { get; init; }

    /// <summary>What was done, by its code in a public list; 0 where the line names none.</summary>
    public long Service { get; init; }

    public NameWords SupplierWords { get; init; }

    /// <summary>Of the place, where it is called by a name.</summary>
    public NameWords PlaceWords { get; init; }
}
