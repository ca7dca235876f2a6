using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Triage.TestKit;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Live;

/// <summary>The people around a running service's registry, of one tenant.</summary>
internal sealed class LiveRegistry(ServiceProcess service, GrpcChannel channel, string tenant = "local")
{
    private int _keys;
    private int _bills;

    public Proto.RegistryService.RegistryServiceClient Calls { get; } = new(channel);

    public Metadata As(string role, string subject, string[]? facilities = null) => SiloFixture.Bearer(service.Token([role], tenant, facilities, subject));

    public async Task RegisterAsync(Dictionary<string, byte[]> files)
    {
        using var stream = Calls.RegisterModel(As("data-scientist", "bringer"));
        await stream.RequestStream.WriteAsync(new() { Header = new() });
        foreach (var (name, bytes) in files)
        {
            await stream.RequestStream.WriteAsync(new() { File = new() { Name = name } });
            await stream.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFrom(bytes) });
        }

        await stream.RequestStream.CompleteAsync();
        Assert.Equal(Proto.RegistryOutcome.Done, (await stream).Outcome);
    }

    public async Task ShadowAsync(string version) => await Calls.StartShadowAsync(new() { Version = version, IdempotencyKey = Key() }, As("data-scientist", "bringer"));

    public async Task PromoteAsync(string version) => await Calls.PromoteModelAsync(new() { Version = version, IdempotencyKey = Key(), Reason = "because" }, As("model-approver", "approver"));

    public async Task RollBackAsync() => await Calls.RollBackModelAsync(new() { IdempotencyKey = Key(), Reason = "because" }, As("model-approver", "approver"));

    /// <summary>Submits one more bill, unlike the others.</summary>
    public async Task<Proto.Verdict> SubmitAsync(Metadata host, CancellationToken cancellationToken)
    {
        var n = Interlocked.Increment(ref _bills);
        var bill = new Proto.Invoice
        {
            SourceSystem = "erp",
            SourceInvoiceId = $"{tenant}-{n}",
            Kind = Proto.InvoiceKind.Invoice,
            Supplier = new() { SupplierId = $"S{n}" },
            SupplierInvoiceNumber = $"N-{n}S",
            IssueDate = "2026-03-02",
            Currency = "GBP",
            Facility = n % 3 == 0 ? "south" : "north",
            ServiceLine = "surgery",
            Lines = { new Proto.InvoiceLine { LineId = "1", AmountMinor = 4_000 + (13 * n), AccountCode = "7001" } },
        };
        return (await new Proto.IntakeService.IntakeServiceClient(channel).SubmitAsync(new() { IdempotencyKey = $"k{n}", Invoice = bill, Wait = Proto.Wait.Verdict }, host, cancellationToken: cancellationToken)).Verdict;
    }

    /// <summary>The one version that scored it; empty: none did.</summary>
    public static string VersionOf(Proto.Verdict verdict) =>
        verdict.Scores.Where(score => score.ModelSha256.Length > 0).Select(score => score.ModelVersion).Distinct().ToArray() switch
        {
            [] => "",
            [var one] => one,
            var several => throw new InvalidOperationException($"{several.Length} versions scored one invoice."),
        };

    /// <summary>A ledger in which each bill that is submitted came before, with its number as a scanner would not have read it.</summary>
    public static ImmutableArray<Triage.Models.Intake.Invoice> Ledger { get; } =
        [.. Enumerable.Range(1, 300).Select(n => TestKit.Samples.Invoice($"known{n}", $"N-{n}5") with { SupplierId = $"S{n}" })];

    private string Key() => $"key-{Interlocked.Increment(ref _keys)}";
}
