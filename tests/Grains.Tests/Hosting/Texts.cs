using System.Text.Json;
using Triage.Grains.Invoices;

namespace Triage.Grains.Tests.Hosting;

/// <summary>Values with lists in them as text, so that they can be compared and a difference can be read.</summary>
internal static class Texts
{
    public static string Of<T>(T value) => JsonSerializer.Serialize(value);

    /// <summary>A reply without the mark that says whether it was given before: what must be equal for ever.</summary>
    public static string OfReply(InvoiceResult result) => Of(result with { IsReplay = false });
}
