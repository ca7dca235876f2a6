using Triage.Cli.Output;

namespace Triage.Cli.Serve;

/// <summary>What to paste next, once the service is up.</summary>
internal sealed class ServiceInvitation(Screen screen, string dataDirectory)
{
    public void Show(ServiceAddress address)
    {
        screen.Line();
        screen.Line($"The service is ready: gRPC {address.Grpc}, REST {address.Http}. Ctrl-C stops it.");
        screen.Line($"  TOKEN=$(./triage token --data '{dataDirectory}' --subject me --role host)");
        screen.Line($"  curl -H \"Authorization: Bearer $TOKEN\" '{address.Http}/v1/invoices?page_size=3'");
    }
}
