using System.Text;
using Google.Protobuf;
using Triage.Protos.V1;
using Triage.TestKit;
using Triage.TestKit.Postgres;
using Triage.Verify;

namespace Triage.Chaos;

/// <summary>A supplier is put on hold, and the service is killed while it recalls what it cleared: the next process recalls the rest, each once.</summary>
public sealed class MasterDataKillTests : IDisposable
{
    private const int Invoices = 900;
    private static readonly TimeSpan EndMax = TimeSpan.FromMinutes(3);

    private readonly TemporaryDirectory _directory = new();
    private readonly string _policyFile;

    public MasterDataKillTests()
    {
        _policyFile = Path.Combine(_directory.Path, "holds.policy.yaml");
        File.WriteAllText(_policyFile, HoldingPolicy.Text(source: "elsewhere"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_killed_in_the_midst_every_invoice_is_recalled_once(bool onPostgres)
    {
        using var postgres = onPostgres ? new PostgresTestStore() : null;
        string[] ids = [.. Enumerable.Range(0, Invoices).Select(n => $"m{n}")];
        using (var silo = await StartAsync(postgres))
        {
            await ImportAsync(silo, ids, "");
            await DoneAsync(silo, progress => progress.Done);
            await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Token }, async (id, _) =>
                Assert.Equal(VerdictKind.Clear, (await HoldCalls.SubmitAsync(silo, id)).Verdict.Kind));
            await ImportAsync(silo, ids, "payment");

            // The kill takes effect: some are recalled, and not all.
            var midst = await DoneAsync(silo, progress => progress.Retriaged > 0);
            Assert.False(midst.Done);
            await silo.KillAsync();
        }

        using (var silo = await StartAsync(postgres))
        {
            var progress = await DoneAsync(silo, progress => progress.Done);
            Assert.Equal(0, progress.Failed);
            foreach (var id in ids)
            {
                var history = await HoldCalls.HistoryAsync(silo, id);
                Assert.Single(history, happened => happened.Triaged?.Cause == TriageCause.MasterDataChanged);
                Assert.Equal([ExceptionCode.SupplierOnHold], history[^1].Triaged.Verdict.Reasons.Select(reason => reason.Code));
                Assert.Equal((3L, InvoiceStatus.InReview), (history[^1].Seq, history[^1].InvoiceStatus));
            }
        }

        var results = await StoreVerifier.VerifyAsync(postgres?.Location ?? _directory.Path, recordPath: null, Token);
        Assert.All(results.Where(result => result.Id is "I2" or "I10"), result => Assert.True(result is { Status: InvariantStatus.Ok, Checked: > 0 }, $"{result.Id}: {string.Join("; ", result.Examples)}"));
    }

    private Task<SiloUnderTest> StartAsync(PostgresTestStore? postgres) => SiloUnderTest.StartAsync(_directory.Path, Token, _policyFile, postgres?.ConnectionString);

    private static async Task ImportAsync(SiloUnderTest silo, string[] ids, string hold)
    {
        var file = new StringBuilder("supplier_id,name,hold\n").AppendJoin("", ids.Select(id => $"S-{id},Supplier {id},{hold}\n")).ToString();
        var imported = await silo.MasterData.ImportAsync(new ImportRequest { Kind = MasterDataKind.Suppliers, Content = ByteString.CopyFromUtf8(file) }, silo.Headers, cancellationToken: Token);
        Assert.Equal(ImportOutcome.Imported, imported.Outcome);
    }

    private static async Task<RetriageProgress> DoneAsync(SiloUnderTest silo, Func<RetriageProgress, bool> enough)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(Token);
        bounded.CancelAfter(EndMax);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var inForce = await silo.MasterData.GetMasterDataAsync(new GetMasterDataRequest(), silo.Headers, cancellationToken: bounded.Token);
            if (enough(inForce.InForce[0].Retriage))
            {
                return inForce.InForce[0].Retriage;
            }

            await timer.WaitForNextTickAsync(bounded.Token);
        }
    }
}
