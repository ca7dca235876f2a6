using Triage.TestKit;
using Triage.Training.Generation;
using Triage.Training.Ledgers;

namespace Triage.Training.Tests.Generation;

public sealed class GeneratedLedgerFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("jsonl")]
    [InlineData("jsonl.gz")]
    public async Task Write_same_seed_gives_the_same_bytes(string ending)
    {
        var (first, second, other) = (await WriteAsync("first", 1, ending), await WriteAsync("second", 1, ending), await WriteAsync("other", 2, ending));
        Assert.Equal(await BytesAsync(first.Ledger), await BytesAsync(second.Ledger));
        Assert.Equal(await BytesAsync(first.Truth), await BytesAsync(second.Truth));
        Assert.NotEqual(await BytesAsync(first.Ledger), await BytesAsync(other.Ledger));
    }

    [Fact]
    public async Task Write_what_is_written_is_read_back_whole_with_its_truth()
    {
        var (ledger, truth) = await WriteAsync("whole", 1, "jsonl.gz");
        var ids = new HashSet<string>();
        await foreach (var entry in Ledger.ReadAsync(ledger, mapping: null, TestContext.Current.CancellationToken))
        {
            Assert.Null(entry.Bad);
            ids.Add(entry.Invoice!.Invoice.SourceInvoiceId); // it is no bad row
        }

        var made = GeneratorTests.Made(1, 2000);
        Assert.Equal(made.Select(one => one.Invoice.SourceInvoiceId).ToHashSet(), ids);
        Assert.Equal(
            made.Where(one => one.Problem is not null).Select(one => new PlantedTruth(one.Invoice.SourceInvoiceId, one.Problem!.Name, one.Problem.Exception, one.RelatedSourceInvoiceId)),
            await PlantedTruth.ReadAsync(truth, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Read_side_file_of_another_form_says_what_to_do()
    {
        var path = Path.Combine(_directory.Path, "truth.csv");
        await File.WriteAllTextAsync(path, "source_invoice_id,problem\nG-1,x\n", TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<LedgerException>(() => PlantedTruth.ReadAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal($"{path} is no side file of the generator. Delete it and its ledger: they are made again.", failure.Message);
    }

    private async Task<(string Ledger, string Truth)> WriteAsync(string name, ulong seed, string ending)
    {
        var (ledger, truth) = (Path.Combine(_directory.Path, $"{name}.{ending}"), Path.Combine(_directory.Path, $"{name}.truth.csv"));
        var summary = await GeneratedLedgerFile.WriteAsync(ledger, truth, new GeneratorOptions { Invoices = 2000, Seed = seed }, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(2000, summary.Invoices);
        return (ledger, truth);
    }

    private static Task<byte[]> BytesAsync(string path) => File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
}
