namespace Triage.Training.Generation;

/// <summary>A kind of problem that the generator plants.</summary>
/// <param name="Exception">The exception code that triage should raise, as the contract writes it.</param>
public sealed record PlantedProblem(string Name, string Exception)
{
    private const string Duplicate = "DUPLICATE_SUSPECTED";
    internal static readonly PlantedProblem DuplicateSameNumber = new("duplicate_same_number", Duplicate);

    public static IReadOnlyList<PlantedProblem> All { get; } =
    [
        DuplicateSameNumber,
        new("duplicate_rekeyed_digit", Duplicate) { ChangesNumber = true },
        new("duplicate_ocr_confusion", Duplicate) { ChangesNumber = true },
        new("duplicate_moved_date", Duplicate),
        new("duplicate_other_facility", Duplicate),
        new("totals_inconsistent", "TOTALS_INCONSISTENT"),
        new("tax_invalid", "TAX_INVALID"),
        new("date_invalid", "DATE_INVALID"),
        new("lines_repeated", "LINES_REPEATED"),
        new("reference_missing", "PO_MISSING"),
        new("unexpected_currency", "CURRENCY_UNEXPECTED"),
        new("over_limit", "APPROVAL_LIMIT"),
        new("credit_without_reference", "REFERENCE_MISSING"),
        new("unknown_supplier", "SUPPLIER_UNKNOWN"),
        new("supplier_on_hold", "SUPPLIER_ON_HOLD"),
        new("supplier_excluded", "SUPPLIER_EXCLUDED"),
        new("bank_account_changed", "BANK_DETAILS_CHANGED"),
        new("unlisted_code", "CODING_REGULATED"),
    ];

    public bool IsDuplicate => Exception == Duplicate;

    internal bool ChangesNumber { get; init; }
}
