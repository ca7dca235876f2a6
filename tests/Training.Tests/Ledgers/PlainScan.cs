using System.Globalization;
using System.IO.Compression;
using Triage.Training.Ledgers;

namespace Triage.Training.Tests.Ledgers;

/// <summary>Counts a ledger by itself, with none of the reader's code: split at commas and quotes, group in memory.</summary>
internal sealed record PlainScan(int Invoices, int Lines, int Bad, long Minor)
{
    public static async Task<PlainScan> OfAsync(string path, LedgerMapping mapping)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var header = Cells(await text.ReadLineAsync() ?? "");
        var (key, supplier, amount) = (mapping.Key.Select(part => header.IndexOf(part.Column)).ToArray(), header.IndexOf("supplier"), header.IndexOf("amount"));
        var invoices = new HashSet<string>();
        var (lines, bad, keyless, minor) = (0, 0, 0, 0L);
        while (await text.ReadLineAsync() is { } line)
        {
            var cells = Cells(line);
            var isKeyless = key.Any(place => cells[place].Length == 0);
            if (cells[supplier].Length == 0 || (isKeyless && !mapping.RowsWithoutKeyAreInvoices))
            {
                bad++;
                continue;
            }

            _ = isKeyless ? keyless++ : invoices.Add(string.Join('|', key.Select(place => cells[place]))) ? 1 : 0;
            lines++;
            minor += (long)(decimal.Parse(cells[amount], CultureInfo.InvariantCulture) * 100);
        }

        return new PlainScan(invoices.Count + keyless, lines, bad, minor);
    }

    private static List<string> Cells(string line)
    {
        var (cells, quoted, from) = (new List<string>(), false, 0);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] == ',' && !quoted))
            {
                cells.Add(line[from..i].Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal));
                from = i + 1;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
        }

        return cells;
    }
}
