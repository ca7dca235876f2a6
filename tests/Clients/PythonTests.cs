namespace Triage.Clients;

public sealed class PythonTests(LiveService service) : ClientContract
{
    private protected override string Source => "python";

    private protected override Task<ClientReport> RunAsync(CancellationToken cancellationToken) => PythonClient.RunAsync(service.Environment, cancellationToken);
}
