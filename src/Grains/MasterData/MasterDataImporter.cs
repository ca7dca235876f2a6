using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Triage.Models.History;
using Triage.Models.MasterData;

namespace Triage.Grains.MasterData;

internal sealed class MasterDataImporter(IMasterDataArchive archive, MasterDataCache cache, MasterDataMetrics metrics) : IMasterDataImporter
{
    /// <summary>A file that takes away more than so many entries, and more than this share, was more likely cut short than meant.</summary>
    private const int RemovedFewMax = 10;
    private const double RemovedShareMax = 0.2;
    private const int TriesMax = 5;

    public async Task<ImportResult> ImportAsync(ImportCommand command, ReadOnlyMemory<byte> file, CancellationToken cancellationToken = default)
    {
        ImmutableArray<byte> sha256 = [.. SHA256.HashData(file.Span)];
        MasterDataReading? reading = null;
        return await TryAsync(
            command,
            version => version.Sha256.AsSpan().SequenceEqual(sha256.AsSpan()),
            async inForce =>
            {
                var key = await KeyAsync(command, cancellationToken);
                reading ??= MasterDataFile.Read(command.Kind, file.Span, key);
                return reading is MasterDataReading.Read read
                    ? await ActivateAsync(command, inForce, new Candidate(read.Content, sha256, file.Length, read.Warnings, read.WarningCount), cancellationToken)
                    : Refused((MasterDataReading.Refused)reading); // it is either of the two
            },
            cancellationToken);
    }

    public async Task<ImportResult> RestoreAsync(ImportCommand command, long version, CancellationToken cancellationToken = default)
    {
        if (await archive.ReadAsync(command.Tenant, command.Kind, version, cancellationToken) is not { } found)
        {
            return Counted(command, new ImportResult(ImportOutcome.NotFound));
        }

        var candidate = new Candidate(MasterDataContents.Decode(found.Version, found.Content), found.Version.Sha256, found.Version.FileBytes, [], 0) { IsRestored = true };
        return await TryAsync(
            command,
            inForce => inForce.ContentSha256.AsSpan().SequenceEqual(found.Version.ContentSha256.AsSpan()),
            inForce => ActivateAsync(command, inForce, candidate, cancellationToken),
            cancellationToken);
    }

    /// <summary>Of two imports at once one comes second: it looks again at what is in force now.</summary>
    private async Task<ImportResult> TryAsync(
        ImportCommand command, Func<MasterDataVersion, bool> isSame, Func<InForce, Task<ImportResult>> activate, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            var inForce = await InForceAsync(command.Tenant, command.Kind, cancellationToken);
            var result = inForce.Version is { } version && isSame(version)
                ? new ImportResult(ImportOutcome.Unchanged) { Version = version, Change = new MasterDataChange([], [], []) }
                : command.ExpectedVersion is { } expected && expected != inForce.Number
                    ? new ImportResult(ImportOutcome.Overtaken) { Version = inForce.Version }
                    : await activate(inForce);
            if (result.Outcome != ImportOutcome.Overtaken || command.ExpectedVersion is not null)
            {
                return Counted(command, result);
            }
        }

        throw new StoreUnavailableException("Other imports came first again and again; retry.");
    }

    private ImportResult Counted(ImportCommand command, ImportResult result)
    {
        metrics.OnImport(command.Kind.ToString(), result.Outcome.ToString());
        return result;
    }

    private async Task<ImportResult> ActivateAsync(
        ImportCommand command, InForce before, Candidate candidate, CancellationToken cancellationToken)
    {
        var change = MasterDataChange.Between(before.Content, candidate.Content);
        var errors = new MasterDataErrors();
        if (MasterDataReferences.CounterpartOf(command.Kind) is { } other)
        {
            MasterDataReferences.Check(candidate.Content, (await InForceAsync(command.Tenant, other, cancellationToken)).Content, errors);
        }

        RefuseLosses(command, before.Content, candidate, change, errors);
        var content = MasterDataCodec.Encode(candidate.Content);
        var version = ToVersion(command, before, candidate, change, content);
        var result = new ImportResult(errors.Count > 0 ? ImportOutcome.Refused : command.DryRun ? ImportOutcome.WouldImport : ImportOutcome.Imported)
        {
            Version = version,
            Change = change,
            Errors = errors.Listed,
            ErrorCount = errors.Count,
            Warnings = candidate.Warnings,
            WarningCount = candidate.WarningCount,
        };
        if (result.Outcome != ImportOutcome.Imported)
        {
            return result;
        }

        if (await archive.ActivateAsync(command.Tenant, version, content, cancellationToken) == ActivationOutcome.Overtaken)
        {
            return new ImportResult(ImportOutcome.Overtaken);
        }

        await cache.AtLeastAsync(command.Tenant, command.Kind, version.Version, cancellationToken);
        // Its own number, read for the time that the store gave it: another import may be in force by now.
        var stored = await archive.ReadAsync(command.Tenant, command.Kind, version.Version, cancellationToken);
        return result with { Version = stored?.Version ?? version };
    }

    private static MasterDataVersion ToVersion(ImportCommand command, InForce before, Candidate candidate, MasterDataChange change, byte[] content) => new()
    {
        Kind = command.Kind,
        Version = before.Number + 1,
        Sha256 = candidate.Sha256,
        ContentSha256 = MasterDataContents.HashOf(content),
        FileBytes = candidate.FileBytes,
        Entries = candidate.Content.Entries.Length,
        Added = change.Added.Length,
        Changed = change.Changed.Length,
        Removed = change.Removed.Length,
        Restricted = candidate.Content.Entries.Count(IsRestricted),
        ImportedBy = command.Subject,
        Retriage = new RetriageProgress(0, 0, 0, MasterDataTouch.Of(before.Content, candidate.Content).IsNothing),
    };

    private static void RefuseLosses(ImportCommand command, MasterDataContent? before, Candidate candidate, MasterDataChange change, MasterDataErrors errors)
    {
        if (command.AllowRemovals || candidate.IsRestored)
        {
            return;
        }

        if (candidate.Content.IsEmpty)
        {
            errors.Add(1, "", "the file has no rows; to take this kind out of force, allow removals");
        }
        else if (before is { Entries.Length: var entries } && change.Removed.Length > Math.Max(RemovedFewMax, entries * RemovedShareMax))
        {
            errors.Add(1, "", string.Create(CultureInfo.InvariantCulture, $"it takes away {change.Removed.Length} of {entries} entries; where that is meant, allow removals"));
        }
    }

    private static bool IsRestricted(IMasterDataEntry entry) => entry switch
    {
        Supplier supplier => supplier.Hold != SupplierHold.None || supplier.IsExcluded,
        CodeEntry code => code.IsRegulated || code.IsUnlisted,
        _ => false,
    };

    private static ImportResult Refused(MasterDataReading.Refused refused) =>
        new(ImportOutcome.Refused) { Errors = refused.Errors, ErrorCount = refused.ErrorCount };

    private async Task<AccountKey> KeyAsync(ImportCommand command, CancellationToken cancellationToken) =>
        command.Kind == MasterDataKind.Suppliers ? new AccountKey(await archive.AccountSecretAsync(command.Tenant, cancellationToken)) : AccountKey.None;

    private async Task<InForce> InForceAsync(string tenant, MasterDataKind kind, CancellationToken cancellationToken)
    {
        // Past the cache: what is compared must be what the number is counted on from.
        var version = (await archive.InForceAsync(tenant, cancellationToken)).FirstOrDefault(version => version.Kind == kind);
        return version is not null && await archive.ReadAsync(tenant, kind, version.Version, cancellationToken) is { } found
            ? new InForce(found.Version, MasterDataContents.Decode(found.Version, found.Content))
            : new InForce(null, null);
    }

    private sealed record InForce(MasterDataVersion? Version, MasterDataContent? Content)
    {
        /// <summary>0 for none.</summary>
        public long Number => Version?.Version ?? 0;
    }

    private sealed record Candidate(
        MasterDataContent Content, ImmutableArray<byte> Sha256, long FileBytes, ImmutableArray<MasterDataError> Warnings, int WarningCount)
    {
        /// <summary>Asked for by its number: nothing of it was lost on the way.</summary>
        public bool IsRestored { get; init; }
    }
}
