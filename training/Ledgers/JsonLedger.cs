using System.Runtime.CompilerServices;
using Google.Protobuf;
using Triage.Protos.V1;

namespace Triage.Training.Ledgers;

/// <summary>One invoice of the contract a line, in the JSON form of protobuf.</summary>
internal static class JsonLedger
{
    public static async IAsyncEnumerable<LedgerEntry> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = LedgerFile.Open(path);
        long number = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return Parse(text, number);
            }
        }
    }

    private static LedgerEntry Parse(string text, long number)
    {
        try
        {
            var invoice = JsonParser.Default.Parse<Invoice>(text);
            return new(new LedgerInvoice(invoice, LedgerKey.Of(invoice), number, Math.Max(1, invoice.Lines.Count)), null);
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or InvalidOperationException)
        {
            return new(null, new BadRow(number, failure.Message));
        }
    }
}
