using System.Globalization;
using Triage.Cli.Output;
using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Cli.MasterData;

/// <summary>What is in force, or the versions of one kind.</summary>
internal static class VersionList
{
    private const int VersionsShown = 100;

    /// <param name="kind"><c>null</c>: of every kind the one in force.</param>
    public static async Task<int> ShowAsync(TriageClientOptions options, string? kind, Screen screen, JsonOutput output, CancellationToken cancellationToken)
    {
        using var client = TriageClient.Connect(options);
        var versions = kind is null
            ? (await client.MasterData.GetMasterDataAsync(new(), cancellationToken: cancellationToken)).InForce
            : (await client.MasterData.ListMasterDataVersionsAsync(new() { Kind = MasterDataKinds.Of(kind), PageSize = VersionsShown }, cancellationToken: cancellationToken)).Versions;
        VersionRow[] rows = [.. versions.Select(VersionRow.Of)];
        screen.Table(
            kind is null ? "Master data in force" : $"Versions of {kind}, newest first",
            ["kind", "version", "since", "by", "entries", "added", "changed", "removed", "restricted", "sha-256", "triaged again"],
            [.. rows.Select(row => (IReadOnlyList<string>)
            [
                row.Kind, Number(row.Version), row.ActivatedAt, row.ImportedBy, Number(row.Entries), Number(row.Added), Number(row.Changed), Number(row.Removed),
                Number(row.Restricted), row.Sha256[..12], $"{Number(row.Retriage.Retriaged)} of {Number(row.Retriage.Visited)}{(row.Retriage.Done ? "" : ", going on")}",
            ])]);
        if (rows.Length > 0)
        {
            screen.Folded("Restricted: suppliers on hold or excluded, codes that are regulated or unlisted. Triaged again: of the open invoices that the change may touch.", 0);
        }

        await output.WriteAsync(new { Versions = rows }, cancellationToken);
        return ExitCode.Ok;
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private sealed record VersionRow(
        string Kind, long Version, string ActivatedAt, string ImportedBy, int Entries, int Added, int Changed, int Removed, int Restricted, string Sha256, RetriageReport Retriage)
    {
        public static VersionRow Of(MasterDataVersion version) => new(
            MasterDataKinds.Name(version.Kind), version.Version, version.ActivatedAt.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture), version.ImportedBy,
            version.Entries, version.Added, version.Changed, version.Removed, version.Restricted, Convert.ToHexStringLower(version.Sha256.Span), RetriageReport.Of(version.Retriage));
    }
}
