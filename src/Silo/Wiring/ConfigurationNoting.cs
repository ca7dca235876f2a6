using System.Collections.Immutable;
using Triage.Grains.Scoring;
using Triage.Models.Gating;
using Triage.Models.Policy;
using Triage.Models.Registry;

namespace Triage.Silo.Wiring;

/// <summary>What this service brings with it is noted before the first call can come, so that somebody who asks years later is told what judged.</summary>
internal sealed class ConfigurationNoting(IConfiguredLog log, TriagePolicy policy, InstalledModels models) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await log.NoteAsync(ConfiguredKind.Policy, policy.Name, policy.Sha256, cancellationToken);
        await log.NoteAsync(ConfiguredKind.Gate, Gate.Version, [], cancellationToken);
        await log.NoteAsync(ConfiguredKind.Models, models.Scorers?.Version ?? "", ImmutableArray<byte>.Empty, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
