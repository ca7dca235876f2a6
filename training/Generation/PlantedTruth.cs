namespace Triage.Training.Generation;

/// <summary>One row of the side file: what was planted in which invoice.</summary>
/// <param name="RelatedSourceInvoiceId">The invoice that a planted duplicate copies; <c>null</c> for other kinds.</param>
public sealed record PlantedTruth(string SourceInvoiceId, string Problem, string Exception, string? RelatedSourceInvoiceId)
{
    private const string Header = "source_invoice_id,problem,exception,related_source_invoice_id";

    internal static Task WriteHeaderAsync(TextWriter writer) => writer.WriteLineAsync(Header);

    // Ids and names of the generator hold no comma and no quote.
    internal Task WriteAsync(TextWriter writer) => writer.WriteLineAsync($"{SourceInvoiceId},{Problem},{Exception},{RelatedSourceInvoiceId}");

    public static async Task<IReadOnlyList<PlantedTruth>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync(path, cancellationToken);
        return lines is [Header, .. var rows] && rows.All(row => row.Split(',').Length == 4)
            ? [.. rows.Select(row => row.Split(',')).Select(cells => new PlantedTruth(cells[0], cells[1], cells[2], cells[3].Length == 0 ? null : cells[3]))]
            : throw new Ledgers.LedgerException($"{path} is no side file of the generator. Delete it and its ledger: they are made again.");
    }
}
