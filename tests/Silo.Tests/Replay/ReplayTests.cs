using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Data.Sqlite;
using Triage.TestKit;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Replay;

/// <summary>The real process with models: what it said, said again after a restart under another policy, and after bytes were changed.</summary>
public sealed class ReplayTests : IDisposable
{
    private const int Bills = 120;

    private readonly TemporaryDirectory _data = new();
    private readonly TemporaryDirectory _models = new();
    private readonly TemporaryDirectory _policy = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ReplayTests()
    {
        SampleModels.Write(_models.Path, SampleModels.Package("local", TestKit.Samples.Invoice("known", "N-12345")));
        File.WriteAllText(PolicyFile, HoldingPolicy.Text());
    }

    private string PolicyFile => Path.Combine(_policy.Path, "policy.yaml");

    [Fact]
    public async Task Verdicts_under_two_policies_come_out_the_same_after_restarts_and_a_changed_byte_is_named()
    {
        await SubmitAsync(0, []);
        await SubmitAsync(Bills, ["--Policy:File", PolicyFile]);

        using (var service = await StartAsync([]))
        {
            var (verdicts, summary) = await ReplayAsync(service, new() { Each = true });
            Assert.All(verdicts, verdict => Assert.True(verdict.Outcome == Proto.ReplayOutcome.Equal, verdict.ToString()));
            Assert.True(summary.Counts.Equal > 2 * Bills, summary.ToString()); // some were judged twice
            Assert.Equal(2, summary.Groups.Select(group => group.PolicySha256).Distinct().Count());
            Assert.Contains(summary.Groups, group => group.ModelVersion == SampleModels.Version && group.Counts.Equal == Bills);

            (_, var past) = await ReplayAsync(service, new() { Method = Proto.ReplayMethod.Past });
            Assert.True(past.Counts is { Different: 0, Impossible: 0, Equal: > Bills }, past.ToString());

            var one = Assert.Single((await ReplayAsync(service, new() { InvoiceId = "invoices/erp/bill1", Each = true })).Verdicts, verdict => verdict.Seq == 2);
            Assert.Equal((Proto.ReplayOutcome.Equal, SampleModels.Version), (one.Outcome, one.ModelVersion));
            Assert.Empty((await ReplayAsync(service, new() { From = new() { Seconds = 4_000_000_000 }, Each = true })).Verdicts);
        }

        await ChangedAsync("event_features", "position = (SELECT min(position) FROM event_features)", Proto.ReplayProblem.FeaturesDamaged, "SHA-256", most: 1);
        await ChangedAsync("model_file_part", "sha256 = (SELECT sha256 FROM model_version_file WHERE name = 'duplicate.model')", Proto.ReplayProblem.ModelsDamaged, "duplicate.model");
        await ChangedAsync("policy", "text LIKE '%name: holds%'", Proto.ReplayProblem.PolicyDamaged, "SHA-256", column: "text", key: "sha256");
        await ChangedAsync("event", "seq = 2 AND type = 2 AND position = (SELECT max(position) FROM event WHERE seq = 2 AND type = 2)", null, "", most: 2); // its own, and one that takes over its scores
    }

    [Fact]
    public async Task An_absent_invoice_is_not_found_and_times_must_run_forwards()
    {
        using var service = await StartAsync([]);
        var absent = await Assert.ThrowsAsync<RpcException>(async () => await ReplayAsync(service, new() { InvoiceId = "invoices/erp/none" }));
        Assert.Equal(StatusCode.NotFound, absent.StatusCode);
        var backwards = await Assert.ThrowsAsync<RpcException>(async () => await ReplayAsync(service, new() { From = new() { Seconds = 20 }, Until = new() { Seconds = 10 } }));
        Assert.Equal(StatusCode.InvalidArgument, backwards.StatusCode);
    }

    public void Dispose()
    {
        _data.Dispose();
        _models.Dispose();
        _policy.Dispose();
    }

    private Task<ServiceProcess> StartAsync(string[] settings) =>
        ServiceProcess.StartAsync(_data.Path, ["--Scoring:ModelsDirectory", _models.Path, "--Scoring:TrustedKeysFile", TestKeys.TrustedKeysFile, .. settings], Token);

    /// <summary>Bills of a few suppliers, copies among them; of some the codes are confirmed, some are asked about again. The configured package is kept in the registry by itself.</summary>
    private async Task SubmitAsync(int first, string[] settings)
    {
        using var service = await StartAsync(settings);
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        var (intake, lifecycle) = (new Proto.IntakeService.IntakeServiceClient(channel), new Proto.LifecycleService.LifecycleServiceClient(channel));
        var caller = SiloFixture.Bearer(service.Token(["host"]));
        for (var n = first; n < first + Bills; n++)
        {
            var bill = Bill(n);
            var answer = await intake.SubmitAsync(new() { IdempotencyKey = $"k{n}", Invoice = bill, Wait = Proto.Wait.Verdict }, caller, cancellationToken: Token);
            if (n % 3 == 0)
            {
                await intake.RetriageAsync(new() { InvoiceId = answer.InvoiceId, IdempotencyKey = $"r{n}", Reason = "again" }, caller, cancellationToken: Token);
            }
            else if (n % 7 == 1)
            {
                await intake.ProvideReferenceAsync(new() { InvoiceId = answer.InvoiceId, IdempotencyKey = $"p{n}", Reference = Proto.Reference.PurchaseOrder, Value = $"PO-{n}" }, caller, cancellationToken: Token);
            }

            if (n % 4 == 0)
            {
                var coded = new Proto.StatusReport { Source = "erp", EventId = $"e{n}", OccurredAt = new() { Seconds = 1_760_000_000 }, CodingConfirmed = new() };
                await lifecycle.ReportAsync(new() { InvoiceId = answer.InvoiceId, Report = coded }, caller, cancellationToken: Token);
            }
        }
    }

    private static Proto.Invoice Bill(int n)
    {
        var chance = new Random(n);
        return new()
        {
            SourceSystem = "erp",
            SourceInvoiceId = $"bill{n}",
            Kind = n % 11 == 5 ? Proto.InvoiceKind.CreditNote : Proto.InvoiceKind.Invoice,
            Supplier = new() { SupplierId = $"S{chance.Next(4)}", Name = "Surgical Supplies Ltd" },
            SupplierInvoiceNumber = $"N-{chance.Next(10_000, 10_060)}",
            IssueDate = $"2026-03-{chance.Next(1, 28):00}",
            Currency = "GBP",
            Facility = "north",
            Lines = { Enumerable.Range(1, chance.Next(1, 4)).Select(line => new Proto.InvoiceLine { LineId = $"{line}", AmountMinor = 100 * chance.Next(5, 60), AccountCode = chance.Next(4) == 0 ? "" : $"700{chance.Next(4)}" }) },
        };
    }

    /// <summary>Changes one byte, asks, and changes it back.</summary>
    private async Task ChangedAsync(string table, string where, Proto.ReplayProblem? problem, string detail, int most = int.MaxValue, string column = "payload", string key = "rowid")
    {
        Flip();
        using (var service = await StartAsync([]))
        {
            var (verdicts, summary) = await ReplayAsync(service, new());
            Assert.InRange(verdicts.Count, 1, most);
            Assert.Equal(verdicts.Count, summary.Counts.Different + summary.Counts.Impossible);
            Assert.All(verdicts, verdict => Assert.Contains(verdict.Findings, finding => (problem is null || finding.Problem == problem) && finding.Detail.Contains(detail, StringComparison.Ordinal)));
        }

        Flip();

        void Flip()
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(_data.Path, "triage.db")};Pooling=False");
            connection.Open();
            using var read = new SqliteCommand($"SELECT {key}, {column} FROM {table} WHERE {where}", connection);
            using var row = read.ExecuteReader();
            Assert.True(row.Read());
            var (id, isText) = (row.GetValue(0), row.GetFieldType(1) == typeof(string));
            var payload = isText ? Encoding.UTF8.GetBytes(row.GetString(1)) : row.GetFieldValue<byte[]>(1);
            payload[payload.Length / 2] ^= 1;
            using var write = new SqliteCommand($"UPDATE {table} SET {column} = $payload WHERE {key} = $id", connection);
            write.Parameters.AddWithValue("$payload", isText ? Encoding.UTF8.GetString(payload) : payload);
            write.Parameters.AddWithValue("$id", id);
            Assert.Equal(1, write.ExecuteNonQuery());
        }
    }

    private static async Task<(List<Proto.ReplayedVerdict> Verdicts, Proto.ReplaySummary Summary)> ReplayAsync(ServiceProcess service, Proto.ReplayVerdictsRequest request)
    {
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        using var call = new Proto.ReplayService.ReplayServiceClient(channel).ReplayVerdicts(request, SiloFixture.Bearer(service.Token(["auditor"])), cancellationToken: Token);
        var verdicts = new List<Proto.ReplayedVerdict>();
        Proto.ReplaySummary? summary = null;
        while (await call.ResponseStream.MoveNext(Token))
        {
            Assert.Null(summary); // it is the last message
            if (call.ResponseStream.Current.Verdict is { } verdict)
            {
                verdicts.Add(verdict);
            }

            summary = call.ResponseStream.Current.Summary;
        }

        return (verdicts, Assert.IsType<Proto.ReplaySummary>(summary));
    }
}
