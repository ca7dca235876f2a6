using System.Globalization;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Triage.Cli.Bench;
using Triage.Cli.Bench.Postgres;
using Triage.Cli.Submit;
using Triage.Protos.V1;
using Triage.TestKit;
using Triage.Training.Generation;

namespace Triage.Cli.Tests.Bench;

/// <summary>The plain service is a yardstick only while it answers as the service does.</summary>
public sealed class PlainServiceTests
{
    private const int Invoices = 600;
    private const string Database = "plain";

    [Fact]
    public async Task Submit_to_the_plain_service_answers_as_the_service_does()
    {
        Assert.SkipWhen(PostgresPrograms.Folder is null, "PostgreSQL is not installed.");
        var cancellationToken = TestContext.Current.CancellationToken;
        using var directory = new TemporaryDirectory();
        var postgresData = $"/var/tmp/triage-test-{Path.GetFileName(directory.Path)}";
        var policy = Path.Combine(directory.Path, "policy.yaml");
        await File.WriteAllTextAsync(policy, HoldingPolicy.Text(), cancellationToken);
        try
        {
            await using var servers = new BenchServers(directory.Path, await PostgresServer.StartAsync(postgresData, cancellationToken), TimeProvider.System) { PolicyFile = policy };
            await servers.Postgres!.CreateDatabaseAsync(Database, "template0", cancellationToken); // it was just started
            await using var service = await servers.StartServiceAsync(BenchStore.Sqlite, "service", cancellationToken);
            await using var plain = await servers.StartPlainAsync(Database, cancellationToken);
            using var ours = new Caller(service.Grpc, servers.DataOf("service"));
            using var theirs = new Caller(plain.Grpc, servers.DataOf(Database));

            var verdicts = new Dictionary<VerdictKind, int>();
            foreach (var request in Corpus())
            {
                var (expected, actual) = (await ours.SubmitAsync(request, cancellationToken), await theirs.SubmitAsync(request, cancellationToken));
                Assert.Equal(expected, actual);
                verdicts[expected.Verdict] = verdicts.GetValueOrDefault(expected.Verdict) + 1;
            }

            // The corpus holds every kind of answer.
            Assert.All([VerdictKind.Clear, VerdictKind.Review, VerdictKind.Hold, VerdictKind.Unspecified], kind => Assert.True(verdicts.GetValueOrDefault(kind) > 5, $"{kind}: {verdicts.GetValueOrDefault(kind)}"));
            var (rows, plainRows) = (
                Triage.Storage.Sqlite.SqliteRowCount.In(servers.DataOf("service"), TimeProvider.System),
                await servers.Postgres.QueryAsync(Database, "SELECT sum(n) FROM (SELECT count(*) AS n FROM event UNION ALL SELECT count(*) FROM event_sensitive UNION ALL SELECT count(*) FROM idempotency UNION ALL SELECT count(*) FROM invoice UNION ALL SELECT count(*) FROM fingerprint UNION ALL SELECT count(*) FROM waiting UNION ALL SELECT count(*) FROM review_item UNION ALL SELECT count(*) FROM feed_head) AS counts", cancellationToken));
            // The service keeps its policy, whose store it is, and what its configuration brought: policy, gate and that there are no models.
            Assert.Equal(rows - 2 - 3, long.Parse(plainRows, CultureInfo.InvariantCulture));
        }
        finally
        {
            Directory.Delete(postgresData, recursive: true);
        }
    }

    /// <summary>A ledger with its planted problems; some of it again, under the same key, another key, or with other content.</summary>
    private static IEnumerable<SubmitRequest> Corpus()
    {
        var number = 0;
        foreach (var made in new LedgerGenerator(new GeneratorOptions { Invoices = Invoices, Seed = 3, ProblemRate = 0.2 }).Generate())
        {
            var request = new SubmitRequest { IdempotencyKey = made.Invoice.SourceInvoiceId, Invoice = made.Invoice, Wait = Wait.Verdict };
            yield return request;
            if (++number % 20 == 0)
            {
                yield return request;
                yield return With(request, again => again.IdempotencyKey += "-again");
                yield return With(request, other => other.Invoice.PurchaseOrder = "PO-OTHER");
                yield return With(request, other => (other.IdempotencyKey, other.Invoice.PurchaseOrder) = (other.IdempotencyKey + "-other", "PO-OTHER"));
                yield return With(request, broken => (broken.IdempotencyKey, broken.Invoice.Currency) = (broken.IdempotencyKey + "-broken", "gbp"));
            }
        }
    }

    private static SubmitRequest With(SubmitRequest request, Action<SubmitRequest> change)
    {
        var changed = request.Clone();
        change(changed);
        return changed;
    }

    /// <summary>An answer without the times in it.</summary>
    private sealed record Answer(StatusCode Status, string Reason, bool IsReplay, VerdictKind Verdict, string Text);

    private sealed class Caller(Uri address, string dataDirectory) : IDisposable
    {
        private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address);
        private readonly Metadata _headers = new() { { "authorization", "Bearer " + ServiceConnection.LocalToken(dataDirectory, TimeProvider.System) } };

        public async Task<Answer> SubmitAsync(SubmitRequest request, CancellationToken cancellationToken)
        {
            try
            {
                using var call = new IntakeService.IntakeServiceClient(_channel).SubmitAsync(request, _headers, cancellationToken: cancellationToken);
                var response = await call;
                var isReplay = (await call.ResponseHeadersAsync).Any(header => header.Key == "idempotent-replay");
                (response.ReceivedAt, response.Verdict.JudgedAt) = (null, null);
                if (response.Verdict.Hold is { } hold)
                {
                    hold.Until = null;
                }

                return new(StatusCode.OK, "", isReplay, response.Verdict.Kind, response.ToString());
            }
            catch (RpcException refused)
            {
                return new(refused.StatusCode, refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? "", false, VerdictKind.Unspecified, refused.Status.Detail);
            }
        }

        public void Dispose() => _channel.Dispose();
    }
}
