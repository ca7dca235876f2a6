using Triage.Models.Csv;

namespace Triage.Models.MasterData;

/// <summary>Reads an uploaded file of any kind. The layouts are in docs/master-data.md. Nothing of a file with an error is used.</summary>
public static class MasterDataFile
{
    /// <param name="key">Bank accounts leave here as prints under it.</param>
    public static MasterDataReading Read(MasterDataKind kind, ReadOnlySpan<byte> file, AccountKey key)
    {
        var (text, line, fault) = CsvBytes.Decode(file);
        if (text is null)
        {
            return new MasterDataReading.Refused([new MasterDataError(line, "", fault ?? "it cannot be read")], 1);
        }

        var (errors, warnings) = (new MasterDataErrors(), new MasterDataErrors());
        var columns = ColumnsOf(kind);
        if (CsvTable.Open(text, columns, errors) is not { } table)
        {
            return Refused(errors);
        }

        var (entries, hasAccounts) = kind switch
        {
            MasterDataKind.Suppliers => (SupplierRows.Read(table, key, errors, warnings), table.Has(SupplierRows.BankAccounts)),
            MasterDataKind.Codes => (CodeRows.Read(table, errors, warnings), false),
            MasterDataKind.Facilities => (FacilityRows.Read(table, errors), false),
            MasterDataKind.Calendars => (CalendarRows.Read(table, errors), false),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return errors.Count > 0
            ? Refused(errors)
            : new MasterDataReading.Read(new MasterDataContent(kind, entries, hasAccounts), table.RowCount, warnings.Listed, warnings.Count);
    }

    public static IReadOnlyList<CsvColumn> ColumnsOf(MasterDataKind kind) => kind switch
    {
        MasterDataKind.Suppliers => SupplierRows.Columns,
        MasterDataKind.Codes => CodeRows.Columns,
        MasterDataKind.Facilities => FacilityRows.Columns,
        MasterDataKind.Calendars => CalendarRows.Columns,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static MasterDataReading.Refused Refused(MasterDataErrors errors) => new(errors.Listed, errors.Count);
}
