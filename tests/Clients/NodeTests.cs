namespace Triage.Clients;

public sealed class NodeTests(LiveService service) : ClientContract
{
    private protected override string Source => "node";

    private protected override Task<ClientReport> RunAsync(CancellationToken cancellationToken) => NodeClient.RunAsync(service.Environment, cancellationToken);
}
