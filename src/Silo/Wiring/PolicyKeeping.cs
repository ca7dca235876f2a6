using Triage.Models.Policy;

namespace Triage.Silo.Wiring;

/// <summary>No verdict rests on a policy whose text was not kept: it is kept before the first call can come.</summary>
internal sealed class PolicyKeeping(IPolicyArchive archive, TriagePolicy policy) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => archive.KeepAsync(policy.Sha256, policy.Text, cancellationToken).AsTask();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
