using System.IO.Compression;
using Google.Protobuf;

namespace Triage.Training.Generation;

/// <summary>Writes a generated ledger: one invoice of the contract a line, and beside it what was planted.</summary>
public static class GeneratedLedgerFile
{
    private const int ReportEvery = 1000;

    public static async Task<GeneratedSummary> WriteAsync(string invoicesPath, string truthPath, GeneratorOptions options, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        await using var invoices = Open(invoicesPath);
        await using var truth = Open(truthPath);
        await PlantedTruth.WriteHeaderAsync(truth);
        var (count, lines, problems) = (0, 0L, 0);
        foreach (var made in new LedgerGenerator(options).Generate())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await invoices.WriteLineAsync(JsonFormatter.Default.Format(made.Invoice));
            lines += made.Invoice.Lines.Count;
            if (made.Problem is { } problem)
            {
                problems++;
                await new PlantedTruth(made.Invoice.SourceInvoiceId, problem.Name, problem.Exception, made.RelatedSourceInvoiceId).WriteAsync(truth);
            }

            if (++count % ReportEvery == 0)
            {
                progress?.Report(count);
            }
        }

        return new GeneratedSummary(count, lines, problems);
    }

    private static StreamWriter Open(string path)
    {
        Stream file = File.Create(path);
        return new StreamWriter(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Fastest) : file);
    }
}
