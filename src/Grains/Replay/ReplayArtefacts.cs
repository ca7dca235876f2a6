using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Triage.Grains.MasterData;
using Triage.Models.MasterData;
using Triage.Models.Payloads;
using Triage.Models.Policy;
using Triage.Models.Replay;
using Triage.Models.Scoring.Packages;

namespace Triage.Grains.Replay;

/// <summary>What verdicts of one tenant rest on, each read and proved once in a run; what is missing or damaged is remembered too.</summary>
internal sealed class ReplayArtefacts(string tenant, bool withHistory, IModelArtefacts models, IPolicyArchive policies, IMasterDataArchive masterData)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<TriagePolicy>>> _policies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<MasterDataSnapshot>>> _masterData = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<ModelPackage>>> _models = new(StringComparer.Ordinal);

    /// <exception cref="ReplayException"/>
    public Task<TriagePolicy> PolicyAsync(ImmutableArray<byte> sha256) =>
        _policies.GetOrAdd(Convert.ToHexStringLower(sha256.AsSpan()), name => new(() => ReadPolicyAsync(name, sha256))).Value;

    /// <exception cref="ReplayException"/>
    public Task<MasterDataSnapshot> MasterDataAsync(ImmutableArray<MasterDataStamp> stamps) => stamps.IsEmpty
        ? Task.FromResult(MasterDataSnapshot.None)
        : _masterData.GetOrAdd(string.Join(' ', stamps.Select(stamp => $"{(int)stamp.Kind}:{stamp.Version}:{Convert.ToHexString(stamp.Sha256.AsSpan())}")), _ => new(() => ReadMasterDataAsync(stamps))).Value;

    /// <exception cref="ReplayException"/>
    public Task<ModelPackage> ModelsAsync(string version) => _models.GetOrAdd(version, name => new(() => models.FindAsync(tenant, name, withHistory, CancellationToken.None).AsTask())).Value;

    private async Task<TriagePolicy> ReadPolicyAsync(string name, ImmutableArray<byte> sha256)
    {
        var text = await policies.FindAsync(sha256, CancellationToken.None) ?? throw new ReplayException(ReplayProblem.PolicyUnknown, $"Policy {name} was not kept.");
        return SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan().SequenceEqual(sha256.AsSpan()) && PolicyParser.Parse(text) is PolicyParseResult.Parsed parsed && parsed.Policy.Sha256.AsSpan().SequenceEqual(sha256.AsSpan())
            ? parsed.Policy
            : throw new ReplayException(ReplayProblem.PolicyDamaged, $"The text that was kept of policy {name} is not that policy: its SHA-256 differs.");
    }

    private async Task<MasterDataSnapshot> ReadMasterDataAsync(ImmutableArray<MasterDataStamp> stamps)
    {
        var contents = ImmutableArray.CreateBuilder<(MasterDataStamp Stamp, MasterDataContent Content)>(stamps.Length);
        foreach (var stamp in stamps)
        {
            var name = $"{stamp.Kind} version {stamp.Version}";
            if (await masterData.ReadAsync(tenant, stamp.Kind, stamp.Version, CancellationToken.None) is not { } found || !found.Version.Sha256.AsSpan().SequenceEqual(stamp.Sha256.AsSpan()))
            {
                throw new ReplayException(ReplayProblem.MasterDataUnknown, $"{name} was not kept, or is another than the verdict names.");
            }

            try
            {
                contents.Add((stamp, MasterDataContents.Decode(found.Version, found.Content)));
            }
            catch (PayloadDamagedException)
            {
                throw new ReplayException(ReplayProblem.MasterDataDamaged, $"What was kept of {name} is not what was imported: its SHA-256 differs.");
            }
        }

        var built = contents.MoveToImmutable();
        var key = built.Any(content => content.Content.HasAccounts) ? new AccountKey(await masterData.AccountSecretAsync(tenant, CancellationToken.None)) : AccountKey.None;
        return new(built, key);
    }
}
