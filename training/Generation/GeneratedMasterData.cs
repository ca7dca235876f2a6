namespace Triage.Training.Generation;

/// <summary>Writes the master data that a generated ledger fits: files for ./triage import, beside the ledger.</summary>
public static class GeneratedMasterData
{
    /// <summary>In the order in which they are imported: facilities name calendars.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["calendars", "facilities", "codes", "suppliers"];

    internal const string UnlistedCode = "J3490";

    private const string Calendar = "office-hours";

    // Long before any generated invoice: none of them is new.
    private const string ActiveFrom = "2015-01-01";

    /// <param name="pathOf">Where the file of a kind goes.</param>
    public static async Task WriteAsync(GeneratorOptions options, Func<string, string> pathOf, CancellationToken cancellationToken)
    {
        var suppliers = GeneratedSuppliers.Make(options);
        await WriteAsync("suppliers", ["supplier_id,name,bank_accounts,hold,hold_reason,excluded,active_from", .. Suppliers(suppliers)]);
        await WriteAsync("codes", ["code,description", .. GeneratedSupplier.ServiceCodes.Select(code => $"{code},Supply {code}"), $"{UnlistedCode},Unclassified drugs"]);
        await WriteAsync("facilities", ["facility_id,name,time_zone,service_lines,calendar", .. CostPlace.Facilities.Select(id => $"{id},Generated {id},Europe/London,{string.Join('|', CleanInvoice.ServiceLines)},{Calendar}")]);
        await WriteAsync("calendars", ["calendar,day,hours,name", .. Days().Select(day => $"{Calendar},{day}")]);

        Task WriteAsync(string kind, IEnumerable<string> rows) => File.WriteAllLinesAsync(pathOf(kind), rows, cancellationToken);
    }

    // Names of the generator hold no comma and no quote.
    private static IEnumerable<string> Suppliers(GeneratedSuppliers suppliers) =>
    [
        .. suppliers.Usual.Select(supplier => $"{supplier.Id},{supplier.Name},{supplier.RemitTo},,,,{ActiveFrom}"),
        $"{suppliers.OnHold.Id},{suppliers.OnHold.Name},{suppliers.OnHold.RemitTo},payment,Disputed deliveries,,{ActiveFrom}",
        $"{suppliers.Excluded.Id},{suppliers.Excluded.Name},{suppliers.Excluded.RemitTo},,,yes,{ActiveFrom}",
    ];

    private static IEnumerable<string> Days() =>
    [
        .. Enum.GetValues<DayOfWeek>().Select(day => day is DayOfWeek.Saturday or DayOfWeek.Sunday ? $"{day},closed," : $"{day},08:00-18:00,"),
        "2025-12-25,closed,Christmas Day", "2025-12-26,closed,Boxing Day", "2026-01-01,closed,New Year's Day",
    ];
}
