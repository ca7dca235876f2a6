using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.Payloads;

namespace Triage.Grains.Invoices;

/// <summary>What an idempotency key is compared with where the request is not an invoice.</summary>
internal static class RequestHash
{
    public static ImmutableArray<byte> Of(string path, int choice, string text)
    {
        var writer = new PayloadWriter();
        writer.Text(path);
        writer.Count(choice);
        writer.Text(text);
        return [.. SHA256.HashData(writer.Written)];
    }
}
