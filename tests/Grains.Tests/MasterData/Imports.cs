using System.Text;
using Triage.Grains.MasterData;
using Triage.Grains.Tests.Hosting;
using Triage.Models.MasterData;

namespace Triage.Grains.Tests.MasterData;

/// <summary>Files as a steward sends them, and what waits for them.</summary>
internal static class Imports
{
    /// <summary>Beyond the time in which every process learns of a version.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static ImportCommand Command(MasterDataKind kind, bool dryRun = false, bool allowRemovals = true, long? expected = null) =>
        new(InvoiceCluster.Tenant, kind, "steward", dryRun, allowRemovals, expected);

    public static Task<ImportResult> ImportAsync(this InvoiceCluster cluster, MasterDataKind kind, string text) => cluster.ImportAsync(Command(kind), text);

    public static Task<ImportResult> ImportAsync(this InvoiceCluster cluster, ImportCommand command, string text) =>
        cluster.Importer.ImportAsync(command, Encoding.UTF8.GetBytes(text), Token);

    /// <summary>Ids with what stands in the columns hold, excluded and bank_accounts; the invoices of <see cref="Bills"/> have no account.</summary>
    public static async Task<ImportResult> SuppliersAsync(this InvoiceCluster cluster, params string[] rows)
    {
        var result = await cluster.ImportAsync(MasterDataKind.Suppliers, "supplier_id,name,hold,excluded,bank_accounts\n" + string.Concat(rows.Select(row => row + new string(',', 4 - row.Count(c => c == ',')) + "\n")));
        Assert.True(result.Outcome is ImportOutcome.Imported or ImportOutcome.Unchanged, string.Join("; ", result.Errors));
        return result;
    }

    /// <summary>All that is to be looked at again, from whatever was left undone before.</summary>
    public static async Task RetriageAllAsync(this InvoiceCluster cluster, int pageSize = 500)
    {
        cluster.Clock.Advance(Settled);
        while (await cluster.RetriageAsync(Token, pageSize))
        {
        }
    }

    public static async Task<RetriageProgress> ProgressAsync(this InvoiceCluster cluster, MasterDataKind kind) =>
        (await cluster.MasterData.InForceAsync(InvoiceCluster.Tenant, Token)).Single(version => version.Kind == kind).Retriage;
}
