using Microsoft.Extensions.Logging;
using Triage.Models.History;
using Triage.Models.Registry;
using Triage.Models.Scoring.Packages;

namespace Triage.Grains.Scoring;

/// <summary>
/// Which models score one tenant's invoices: those that its registry has in force, and before it has any, those of the configuration. What is
/// asked for next is built whole beside what serves, profiles too, and takes its place in one exchange. What cannot be built changes nothing.
/// </summary>
internal sealed partial class TenantModels : IAsyncDisposable
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    private readonly string _tenant;
    private readonly IModelRegistry _registry;
    private readonly RegisteredSets _sets;
    private readonly InstalledModels _installed;
    private readonly Func<string, ModelSet, ProfileFollower> _follow;
    private readonly ModelsInService _status;
    private readonly TimeSpan _every;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _following;
    private ServedModels? _served;

    /// <summary>What was served before: a roll back needs no reading, and where profiles are shared no folding.</summary>
    private ModelSet? _before;

    /// <summary>Served from the registry.</summary>
    private string? _inForce;
    private (string Version, TimeSpan Wait, long At)? _refused;

    public TenantModels(
        string tenant, IModelRegistry registry, RegisteredSets sets, InstalledModels installed, Func<string, ModelSet, ProfileFollower> follow, ModelsInService status, TimeSpan every, TimeProvider time, ILogger logger)
    {
        (_tenant, _registry, _sets, _installed, _follow, _status, _every, _time, _logger) = (tenant, registry, sets, installed, follow, status, every, time, logger);
        _following = Task.Run(FollowAsync);
    }

    /// <summary>Ends when the registry has said once what is in force, and that serves or was refused.</summary>
    public Task Looked => _looked.Task;

    /// <summary><c>null</c>: no models are in force, and rules judge alone. Before <see cref="Looked"/> nobody knows.</summary>
    public ServedModels? Served => Volatile.Read(ref _served);

    /// <summary>The store does not serve the tenant.</summary>
    public bool HasEnded => _following.IsCompleted || Served?.Follower is { HasEnded: true };

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _following;
        if (Served?.Follower is { } follower)
        {
            await follower.DisposeAsync();
        }

        _looked.TrySetResult();
        _status.Left(_tenant);
        _stopping.Dispose();
    }

    private async Task FollowAsync()
    {
        var stopping = _stopping.Token;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ReachAsync((await _registry.CurrentAsync(_tenant, stopping)).InForce, stopping);
                _looked.TrySetResult();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (StoreRefusedException)
            {
                _looked.TrySetResult();
                return; // nothing of this tenant can be stored or scored
            }
            catch (StoreUnavailableException)
            {
                // The store's own health says so; what serves goes on.
            }
            catch (Exception failure)
            {
                LookFailed(failure);
            }

            await WaitAsync(Task.CompletedTask, stopping);
        }
    }

    private async Task ReachAsync(string? version, CancellationToken stopping)
    {
        if (version is null)
        {
            if (!Looked.IsCompleted && _installed.SetOf(_tenant) is { } set)
            {
                Exchange(set, FollowerOf(set));
            }

            if (!Looked.IsCompleted)
            {
                _status.Served(_tenant, Served is null ? ModelOrigin.Nothing : ModelOrigin.Configuration);
            }
        }
        else if (version == _inForce)
        {
            _refused = null;
            _status.Reached(_tenant);
        }
        else if (_refused is not { } refused || refused.Version != version || _time.GetElapsedTime(refused.At) >= refused.Wait)
        {
            _status.Wanted(_tenant);
            await SwitchAsync(version, stopping);
        }
    }

    private async Task SwitchAsync(string version, CancellationToken stopping)
    {
        try
        {
            var set = await SetAsync(version, stopping);
            var follower = FollowerOf(set);
            var left = Served?.Follower;
            // A start has nothing that serves meanwhile: whoever comes waits for the profiles.
            if (Looked.IsCompleted && follower is not null && follower != left && !await IsFoldedAsync(follower, version, stopping))
            {
                return;
            }

            (_inForce, _refused) = (version, null);
            Exchange(set, follower);
            _status.Served(_tenant, ModelOrigin.Registry);
            ModelsExchanged(version);
            if (left is not null && left != follower)
            {
                await left.DisposeAsync();
            }
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StoreUnavailableException or StoreRefusedException))
        {
            Refuse(version, failure is ModelPackageException or ModelFileDamagedException ? failure.Message : $"It failed with {failure.GetType().Name}.");
        }
    }

    private async Task<ModelSet> SetAsync(string version, CancellationToken stopping)
    {
        if (_before is { } before && before.Scorers.Version == version)
        {
            await _sets.ProveTrustedAsync(_tenant, version, stopping);
            return before;
        }

        var read = await _sets.ReadAsync(_tenant, version, stopping);
        // One ledger in memory is enough.
        return Served?.Set is { } served && read.HistorySha256.AsSpan().SequenceEqual(served.HistorySha256.AsSpan()) ? read with { History = served.History } : read;
    }

    /// <summary>That of what serves, where its profiles are those of the set too.</summary>
    private ProfileFollower? FollowerOf(ModelSet set) =>
        !set.HasModels ? null
        : Served?.Follower is { HasEnded: false } shared && shared.IsFor(set) ? shared
        : _follow(_tenant, set);

    /// <returns>Whether the version is in force still when its profiles are where the feed is; where it is not, nobody follows any more.</returns>
    private async Task<bool> IsFoldedAsync(ProfileFollower follower, string version, CancellationToken stopping)
    {
        try
        {
            while (!follower.CaughtUp.IsCompleted && !follower.HasEnded && (await _registry.CurrentAsync(_tenant, stopping)).InForce == version)
            {
                await WaitAsync(follower.CaughtUp, stopping);
            }

            return follower.CaughtUp.IsCompleted;
        }
        finally
        {
            if (!follower.CaughtUp.IsCompleted)
            {
                await follower.DisposeAsync();
            }
        }
    }

    private void Exchange(ModelSet set, ProfileFollower? follower)
    {
        // With another ledger it would take the memory of one.
        _before = Served?.Set is { } left && left.HistorySha256.AsSpan().SequenceEqual(set.HistorySha256.AsSpan()) ? left : null;
        Volatile.Write(ref _served, new(set, follower));
    }

    private void Refuse(string version, string problem)
    {
        _refused = (version, _refused is { } before && before.Version == version ? Shorter(before.Wait * 2, WaitMax) : _every, _time.GetTimestamp());
        if (Served is null && !Looked.IsCompleted)
        {
            Exchange(ModelSet.Unusable, null);
        }

        _status.Refused(_tenant, $"Models {version} are in force and cannot be served: {problem}");
        ModelsRefused(version, Served is { } served ? served.Set.Scorers.Version : "none", problem);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Until the next look, or until there is something to look at.</summary>
    private async Task WaitAsync(Task sooner, CancellationToken stopping)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var next = Task.Delay(_every, _time, waiting.Token);
        await (sooner.IsCompleted ? Task.WhenAny(next) : Task.WhenAny(next, sooner));
        await waiting.CancelAsync();
    }
}
