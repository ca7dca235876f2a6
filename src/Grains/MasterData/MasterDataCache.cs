using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triage.Models.MasterData;
using Triage.Models.Payloads;

namespace Triage.Grains.MasterData;

/// <summary>Builds a tenant's snapshot completely, then exchanges it at once; asks the store now and then whether it still counts.</summary>
internal sealed partial class MasterDataCache(
    IMasterDataArchive archive, IOptions<MasterDataOptions> options, TimeProvider time, MasterDataMetrics metrics, ILogger<MasterDataCache> logger) : IMasterDataSource
{
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, CachedTenant> _tenants = new(StringComparer.Ordinal);

    public ValueTask<MasterDataSnapshot> CurrentAsync(string tenant, CancellationToken cancellationToken = default)
    {
        var cached = Get(tenant);
        if (cached.Held is { } held && time.GetElapsedTime(held.CheckedAt) is var age && age < options.Value.StalenessMax)
        {
            if (age >= options.Value.RefreshEvery)
            {
                _ = cached.RefreshAsync(() => RefreshAsync(tenant, cached));
            }

            return ValueTask.FromResult(held.Snapshot);
        }

        return new(CheckedSinceAsync(tenant, cached, time.GetTimestamp(), cancellationToken));
    }

    public async ValueTask<MasterDataSnapshot> AtLeastAsync(string tenant, MasterDataKind kind, long version, CancellationToken cancellationToken = default)
    {
        var snapshot = await CurrentAsync(tenant, cancellationToken);
        return snapshot.VersionOf(kind) >= version
            ? snapshot
            : await CheckedSinceAsync(tenant, Get(tenant), time.GetTimestamp(), cancellationToken);
    }

    /// <summary>A look at the store that began earlier may have missed what the caller asks for: then another one follows.</summary>
    private async Task<MasterDataSnapshot> CheckedSinceAsync(string tenant, CachedTenant cached, long since, CancellationToken cancellationToken)
    {
        while (true)
        {
            var held = await cached.RefreshAsync(() => RefreshAsync(tenant, cached)).WaitAsync(cancellationToken);
            if (held.CheckedAt >= since)
            {
                return held.Snapshot;
            }
        }
    }

    private CachedTenant Get(string tenant)
    {
        if (!_tenants.TryGetValue(tenant, out var cached))
        {
            Forget();
            cached = _tenants.GetOrAdd(tenant, _ => new CachedTenant());
        }

        cached.UsedAt = time.GetTimestamp();
        return cached;
    }

    private void Forget()
    {
        foreach (var (tenant, _) in _tenants.Where(entry => time.GetElapsedTime(entry.Value.UsedAt) > ForgottenAfter))
        {
            _tenants.TryRemove(tenant, out _);
        }
    }

    private async Task<HeldMasterData> RefreshAsync(string tenant, CachedTenant cached)
    {
        var began = time.GetTimestamp();
        try
        {
            var inForce = await archive.InForceAsync(tenant, CancellationToken.None);
            var before = cached.Held;
            var isSame = before is not null && before.Contents.Select(content => (content.Stamp.Kind, content.Stamp.Version))
                .SequenceEqual(inForce.Select(version => (version.Kind, version.Version)));
            var next = isSame ? before! with { CheckedAt = began } : await BuildAsync(tenant, inForce, before, began);
            cached.Held = next;
            metrics.OnRefreshed(isSame ? "same" : "new");
            return next;
        }
        catch (Exception failure)
        {
            metrics.OnRefreshed("failed");
            RefreshFailed(failure);
            throw;
        }
    }

    private async Task<HeldMasterData> BuildAsync(string tenant, ImmutableArray<MasterDataVersion> inForce, HeldMasterData? before, long began)
    {
        var contents = ImmutableArray.CreateBuilder<(MasterDataStamp Stamp, MasterDataContent Content)>(inForce.Length);
        foreach (var version in inForce)
        {
            var known = before?.Contents.FirstOrDefault(content => content.Stamp.Kind == version.Kind && content.Stamp.Version == version.Version);
            contents.Add(known is { Stamp: not null } same ? same : (version.Stamp, await ReadAsync(tenant, version)));
        }

        var hasAccounts = contents.Any(content => content.Content is { Kind: MasterDataKind.Suppliers, HasAccounts: true });
        var key = hasAccounts ? new AccountKey(await archive.AccountSecretAsync(tenant, CancellationToken.None)) : AccountKey.None;
        var built = contents.MoveToImmutable();
        return new HeldMasterData(new MasterDataSnapshot(built, key), built, began);
    }

    private async Task<MasterDataContent> ReadAsync(string tenant, MasterDataVersion version) =>
        await archive.ReadAsync(tenant, version.Kind, version.Version, CancellationToken.None) is { } found
            ? MasterDataContents.Decode(found.Version, found.Content)
            : throw new PayloadDamagedException();

    // Kinds and versions are numbers; what the files hold is not said.
    [LoggerMessage(Level = LogLevel.Warning, Message = "Master data in force could not be read.")]
    private partial void RefreshFailed(Exception failure);
}
