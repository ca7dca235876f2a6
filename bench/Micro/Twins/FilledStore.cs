using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Storage.Sqlite;

namespace Triage.Micro.Twins;

/// <summary>An embedded store in a directory of its own, which goes with it, filled past the service.</summary>
internal sealed class FilledStore : IAsyncDisposable
{
    private const int InFlight = 2_000;

    private readonly string _directory = Directory.CreateTempSubdirectory("triage-twins-").FullName;
    private readonly ServiceProvider _services;

    public FilledStore() => _services = new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddLogging()
        .AddSqliteStore(_directory, "local")
        .BuildServiceProvider();

    public ITwinIndex Twins => _services.GetRequiredService<ITwinIndex>();

    public long Bytes => new DirectoryInfo(_directory).EnumerateFiles().Sum(file => file.Length);

    public static InvoiceKey KeyOf(Invoice invoice) => InvoiceKey.Create("local", invoice.SourceSystem, invoice.SourceInvoiceId);

    public async Task FillAsync(IEnumerable<Invoice> ledger)
    {
        var log = _services.GetRequiredService<IInvoiceLog>();
        foreach (var some in ledger.Chunk(InFlight))
        {
            var results = await Task.WhenAll(some.Select(invoice => log.AppendAsync(Appended(invoice))));
            if (results.Any(result => result.Outcome != AppendOutcome.Committed))
            {
                throw new InvalidOperationException("The store did not take an invoice: the ledger names one twice, or the disk is full.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static InvoiceAppend Appended(Invoice invoice)
    {
        var (key, hash) = (KeyOf(invoice), InvoiceCodec.HashOf(invoice));
        var request = new RequestKey("Submit", key.Path);
        var received = new Received { AtMicros = 1, Actor = "bench", Request = request, Invoice = invoice, PayloadSha256 = hash };
        return new()
        {
            Key = key,
            ExpectedSeq = 0,
            Events = [EventCodec.Encode(received)],
            After = InvoiceState.Apply(null, received),
            Claim = new(request, hash, null),
            Fingerprints = BlockingKeys.ToStore(invoice),
        };
    }
}
