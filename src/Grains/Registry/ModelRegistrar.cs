using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Triage.Models.History;
using Triage.Models.Registry;
using Triage.Models.Scoring.Packages;
using static Triage.Models.Registry.RegistryActionKind;

namespace Triage.Grains.Registry;

internal sealed partial class ModelRegistrar(IModelRegistry registry, PackageCheck package, PromotionCheck promotion, RegistryMetrics metrics, ILogger<ModelRegistrar> logger) : IModelRegistrar
{
    private const int TriesMax = 10;

    public async Task<RegistryResult> RegisterAsync(string tenant, string subject, string reason, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancellationToken = default)
    {
        try
        {
            var checkedPackage = await package.RunAsync(files, cancellationToken);
            return Counted(Registered, checkedPackage.Manifest.Tenant == tenant
                ? await RegisterAsync(tenant, subject, reason, checkedPackage, cancellationToken)
                : new RegistryResult(RegistryResultKind.OtherTenant, default));
        }
        catch (ModelPackageException broken)
        {
            return Counted(Registered, new RegistryResult(RegistryResultKind.Rejected, default) { Broken = (broken.File, broken.Message) });
        }
    }

    public async Task<RegistryResult> ActAsync(RegistryCommand command, CancellationToken cancellationToken = default)
    {
        var state = await registry.StateAsync(command.Tenant, cancellationToken);
        if (Before(state, command) is { } before)
        {
            return Counted(command.Kind, before);
        }

        if ((command.Version ?? state.Before()) is not { } version)
        {
            return Counted(command.Kind, Refused(state, [new(RegistryRefusals.NothingBefore, state.InForce ?? "", "No version was in force before this one that is not retired; promote another.")]));
        }

        if (await registry.FindAsync(command.Tenant, version, cancellationToken) is not { } found)
        {
            return Counted(command.Kind, Of(RegistryResultKind.NotFound, state));
        }

        if (IsSo(state, command.Kind, version))
        {
            return Counted(command.Kind, Of(RegistryResultKind.Unchanged, state, state.Actions.LastOrDefault(action => action.Version == version)));
        }

        ImmutableArray<RegistryRefusal> refusals =
        [
            .. state.Check(command.Kind, version),
            .. command.Kind == RolledBack ? package.Unvouched(found) : [],
            .. command.Kind == Promoted ? await promotion.RunAsync(command, state, found, cancellationToken) : [],
        ];
        if (!refusals.IsEmpty)
        {
            return Counted(command.Kind, Refused(state, refusals));
        }

        var next = state.Next(command.Kind, version, command.Subject, command.Reason) with { Key = command.Key, RequestSha256 = command.Sha256() };
        return Counted(command.Kind, command.DryRun ? Of(RegistryResultKind.WouldBeDone, state, next) : await AppendAsync(command, state, next, cancellationToken));
    }

    private async Task<RegistryResult> RegisterAsync(string tenant, string subject, string reason, CheckedPackage checkedPackage, CancellationToken cancellationToken)
    {
        var version = VersionOf(checkedPackage, subject);
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            var found = await registry.FindAsync(tenant, version.Version, cancellationToken);
            var state = await registry.StateAsync(tenant, cancellationToken);
            if (found is not null)
            {
                return found.HasBytesOf(version)
                    ? Of(RegistryResultKind.Unchanged, state, state.Actions.First(action => action.Version == version.Version))
                    : Of(RegistryResultKind.OtherBytes, state);
            }

            foreach (var file in version.Files)
            {
                // The bytes that were checked, and no others.
                var content = checkedPackage.Contents[checkedPackage.Manifest.Files.Single(listed => listed.Name == file.Name)];
                await registry.KeepAsync(tenant, file.Sha256, content, cancellationToken);
            }

            var action = state.Next(Registered, version.Version, subject, reason);
            if (await registry.RegisterAsync(tenant, version, action, cancellationToken) == RegistryOutcome.Written)
            {
                ActionTaken(Registered, version.Version, action.Number);
                return await StoredAsync(tenant, action.Number, cancellationToken);
            }
        }

        throw new StoreUnavailableException("Other actions came first again and again; retry.");
    }

    /// <summary>What the key, or the number that was expected, says before anything is looked at; <c>null</c>: nothing.</summary>
    private static RegistryResult? Before(RegistryState state, RegistryCommand command)
    {
        if (state.Actions.FirstOrDefault(action => action.Key == command.Key) is { } done)
        {
            return Of(done.RequestSha256.AsSpan().SequenceEqual(command.Sha256().AsSpan()) ? RegistryResultKind.Replayed : RegistryResultKind.KeyReused, state, done);
        }

        return command.Expected is { } expected && expected != state.Number ? Of(RegistryResultKind.Overtaken, state) : null;
    }

    private static bool IsSo(RegistryState state, RegistryActionKind kind, string version) => kind switch
    {
        ShadowStarted => state.Shadow == version,
        ShadowStopped => state.Shadow != version,
        Promoted or RolledBack => state.InForce == version,
        _ => state.StandingOf(version) == ModelStanding.Retired,
    };

    private async Task<RegistryResult> AppendAsync(RegistryCommand command, RegistryState state, RegistryAction next, CancellationToken cancellationToken)
    {
        switch (await registry.AppendAsync(command.Tenant, next, cancellationToken))
        {
            case RegistryOutcome.Written:
                ActionTaken(next.Kind, next.Version, next.Number);
                return await StoredAsync(command.Tenant, next.Number, cancellationToken);
            case RegistryOutcome.SamePerson:
                return Refused(state, [new(RegistryRefusals.FourEyes, next.Version, "Who trained or registered a version does not promote it; another approver must.")]);
            default:
                // It may have been this very request, whose first try was committed and not answered.
                var now = await registry.StateAsync(command.Tenant, cancellationToken);
                return Before(now, command) ?? Of(RegistryResultKind.Overtaken, now);
        }
    }

    /// <summary>With the time that the store gave it.</summary>
    private async Task<RegistryResult> StoredAsync(string tenant, long number, CancellationToken cancellationToken)
    {
        var current = await registry.CurrentAsync(tenant, cancellationToken);
        var stored = await registry.ActionsAsync(tenant, number + 1, 1, cancellationToken);
        return new RegistryResult(RegistryResultKind.Done, current) { Action = stored[0] };
    }

    private static ModelVersion VersionOf(CheckedPackage checkedPackage, string subject) => new()
    {
        Version = checkedPackage.Manifest.Version,
        Manifest = [.. checkedPackage.Contents.ManifestBytes],
        Signature = [.. checkedPackage.Contents.SignatureBytes],
        Files = [.. checkedPackage.Manifest.Files.Select(file => new RegisteredFile(file.Name, file.Kind, [.. Convert.FromHexString(file.Sha256)], file.Bytes))],
        TrainedBy = checkedPackage.Manifest.TrainedBy,
        RegisteredBy = subject,
    };

    private static RegistryResult Of(RegistryResultKind kind, RegistryState state, RegistryAction? action = null) =>
        new(kind, new RegistryPoint(state.Number, state.InForce, state.Shadow)) { Action = action };

    private static RegistryResult Refused(RegistryState state, ImmutableArray<RegistryRefusal> refusals) => Of(RegistryResultKind.Refused, state) with { Refusals = refusals };

    private RegistryResult Counted(RegistryActionKind kind, RegistryResult result)
    {
        metrics.OnAction(kind.ToString(), result.Kind.ToString());
        return result;
    }
}
