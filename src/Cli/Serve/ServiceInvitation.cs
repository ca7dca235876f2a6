using Triage.Cli.Output;

namespace Triage.Cli.Serve;

/// <summary>What to paste next.</summary>
internal sealed class ServiceInvitation(Screen screen, string dataDirectory)
{
    /// <summary>While the service is up; the id is of an invoice worth a look.</summary>
    public void Show(ServiceAddress address, string? invoiceId = null)
    {
        screen.Heading("The service is ready");
        screen.Line($"  gRPC {address.Grpc}, REST {address.Http}. Ctrl-C stops it.");
        screen.Line("  In another terminal, try:");
        screen.Line($"    TOKEN=$(./triage token --data {Quoted(dataDirectory)} --subject me --role host)");
        screen.Line($"    curl -H \"Authorization: Bearer $TOKEN\" '{address.Http}/v1/{(invoiceId is null ? "invoices?page_size=3" : $"{invoiceId}/history")}'");
        screen.Line($"    curl '{address.Http}/metrics'");
    }

    /// <summary>After the service was stopped.</summary>
    public void ShowStopped()
    {
        screen.Heading("What next");
        screen.Line("  the service again, on the same data:");
        screen.Line($"    ./triage serve --data {Quoted(dataDirectory)}");
        screen.Line("  the invariants of what it stored:");
        screen.Line($"    ./triage verify --store {Quoted(dataDirectory)}");
    }

    private static string Quoted(string path) => path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-".Contains(c, StringComparison.Ordinal)) ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
