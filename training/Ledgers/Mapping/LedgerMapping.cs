using Triage.Training.Ledgers.Csv;

namespace Triage.Training.Ledgers;

/// <summary>How the columns of a ledger become invoices.</summary>
public sealed record LedgerMapping
{
    public required string SourceSystem { get; init; }

    /// <summary>Columns whose values together name an invoice; hashed ones hold names that must not stand in ids.</summary>
    public required IReadOnlyList<(string Column, bool Hash)> Key { get; init; }
    public required IReadOnlyDictionary<string, string> Invoice { get; init; }
    public required IReadOnlyDictionary<string, string> Line { get; init; }
    public string? Currency { get; init; }
    public string? CurrencyColumn { get; init; }
    public required string DateFormat { get; init; }
    public required bool NegativeTotalIsCreditNote { get; init; }

    /// <summary>Rows without a key: an invoice each, named by their line; else they are bad rows.</summary>
    public required bool RowsWithoutKeyAreInvoices { get; init; }

    /// <summary>One of the names of encodings; <c>null</c> for UTF-8. A byte order mark in the file goes before it.</summary>
    public string? Encoding { get; init; }

    public required char Delimiter { get; init; }

    public required AmountFormat Amounts { get; init; }

    public IEnumerable<string> Columns =>
        Key.Select(k => k.Column).Concat(Invoice.Values).Concat(Line.Values).Concat(CurrencyColumn is null ? [] : [CurrencyColumn]).Distinct(StringComparer.Ordinal);

    /// <param name="nameOrPath">A file, or the name of a shipped mapping such as nhs-spend.</param>
    public static LedgerMapping Load(string nameOrPath)
    {
        var path = File.Exists(nameOrPath) ? nameOrPath : ShippedMappings.PathOf(nameOrPath)
            ?? throw new LedgerException($"There is no mapping {nameOrPath}: give a file, or one of the shipped {string.Join(", ", ShippedMappings.Names)}.");
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (LedgerException wrong)
        {
            throw new LedgerException($"{nameOrPath}: {wrong.Message}");
        }
    }

    public static LedgerMapping Parse(string text) => LedgerMappingReader.Read(text);
}
