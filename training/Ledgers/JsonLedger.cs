using System.Globalization;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Triage.Protos.V1;

namespace Triage.Training.Ledgers;

/// <summary>One invoice of the contract a line, in the JSON form of protobuf.</summary>
internal static class JsonLedger
{
    // Ten thousand lines with every field fit; the service takes messages of 4 MiB.
    private const int LineCharactersMax = 1 << 23;

    public static async IAsyncEnumerable<LedgerEntry> ReadAsync(string path, LedgerProgress? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = LedgerText.Open(path, encoding: null, LineCharactersMax, progress);
        var isFirst = true;
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            if (line.Fault is not null)
            {
                yield return new(null, new BadRow(line.Number, line.Fault));
            }
            else if (!string.IsNullOrWhiteSpace(line.Text))
            {
                if (isFirst && line.Text.Trim() is "{" or "[")
                {
                    throw new LedgerException($"{path}: one invoice a line is expected, this one runs over several. jq -c . makes a line of it, jq -c '.[]' makes lines of a list.");
                }

                yield return Parse(line.Text, line.Number);
                isFirst = false;
            }
        }

        if (isFirst)
        {
            throw new LedgerException($"{path} is empty: one invoice a line is expected.");
        }
    }

    private static LedgerEntry Parse(string text, long number)
    {
        try
        {
            var invoice = JsonParser.Default.Parse<Invoice>(text);
            return invoice.SourceSystem.Length == 0 || invoice.SourceInvoiceId.Length == 0
                ? new(null, new BadRow(number, "the invoice needs sourceSystem and sourceInvoiceId"))
                : new(new LedgerInvoice(invoice, LedgerKey.Of(invoice), number, Math.Max(1, invoice.Lines.Count)), null);
        }
        catch (InvalidJsonException)
        {
            return new(null, new BadRow(number, "no JSON object"));
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or InvalidOperationException or FormatException or OverflowException)
        {
            return new(null, new BadRow(number, Reason(text, failure)));
        }
    }

    private static string Reason(string text, Exception failure) => failure.Message.StartsWith("Unknown field", StringComparison.Ordinal) && IsRequest(text)
        ? "a whole request, not the invoice alone: give what stands under \"invoice\""
        : string.Create(CultureInfo.InvariantCulture, $"no invoice of the contract: {failure.Message}");

    private static bool IsRequest(string text)
    {
        try
        {
            return JsonParser.Default.Parse<SubmitRequest>(text).Invoice is not null;
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or InvalidOperationException or InvalidJsonException)
        {
            return false;
        }
    }
}
