using Triage.Models.Policy;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Golden;
using Triage.TestKit;

namespace Triage.Cli.Tests.Evaluate;

public sealed class EvalDriftTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Package => Path.Combine(_folder.Path, "package");

    private string Ledger => Path.Combine(_folder.Path, "ledger.jsonl");

    private string Json => Path.Combine(_folder.Path, "drift.json");

    [Fact]
    public async Task Weeks_after_the_packages_data_are_measured_and_written()
    {
        WritePackage(hasReference: true);
        Write("2026-02-20", "2026-03-03", "2026-03-04", "2026-03-11");
        Assert.Equal(ExitCode.Ok, await RunAsync("--json", Json));
        var written = await File.ReadAllTextAsync(Json, TestContext.Current.CancellationToken);
        Assert.Contains("\"reference_to\": \"2026-03-01\"", written, StringComparison.Ordinal);
        Assert.Contains("\"monday\": \"2026-03-02\",\n      \"is_complete\": true,\n      \"bills\": 2", written, StringComparison.Ordinal);
        Assert.Contains("\"monday\": \"2026-03-09\",\n      \"is_complete\": false,\n      \"bills\": 1", written, StringComparison.Ordinal);
        Assert.Contains("\"advice\": []", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bills_before_the_first_day_are_not_measured()
    {
        WritePackage(hasReference: true);
        Write("2026-03-03", "2026-03-11");
        Assert.Equal(ExitCode.Ok, await RunAsync("--from", "2026-03-09", "--json", Json));
        Assert.DoesNotContain("2026-03-02", await File.ReadAllTextAsync(Json, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_without_a_reference_or_ledger_without_later_bills_fails()
    {
        WritePackage(hasReference: true);
        Write("2026-02-20");
        Assert.Equal(ExitCode.Failed, await RunAsync());
        Directory.Delete(Package, recursive: true);
        WritePackage(hasReference: false);
        Write("2026-03-03");
        Assert.Equal(ExitCode.Failed, await RunAsync());
    }

    [Fact]
    public async Task First_day_that_is_no_date_is_wrong_usage() => Assert.Equal(ExitCode.Usage, await RunAsync("--from", "soon"));

    public void Dispose() => _folder.Dispose();

    private Task<int> RunAsync(params string[] more) => new CommandLine(TimeProvider.System).InvokeAsync(
        ["eval", "drift", "--package", Package, "--ledger", Ledger, "--keys", Path.GetDirectoryName(TestKeys.TrustedKeysFile)!, .. more]); // a file's path

    private void WritePackage(bool hasReference)
    {
        var reference = new DriftReference(
            new DateOnly(2026, 1, 31),
            new DateOnly(2026, 3, 1),
            [new(ScorerNames.Duplicate, 2, [.. DriftRows.ColumnsOf(ScorerNames.Duplicate).Select(name => ColumnReference.Of(name, [ColumnReference.Missing, 1]))])]);
        SampleModels.PackedFile[] files =
        [
            new("duplicate.model", ModelFileKinds.Duplicate, DuplicateModelCodec.Encode(SampleModels.Duplicate)),
            new("golden.cases", ModelFileKinds.Golden, GoldenCasesCodec.Encode([SampleModels.DuplicateCases])),
            new(ModelFileKinds.ReferenceFile, ModelFileKinds.Reference, DriftReferenceCodec.Encode(reference)),
        ];
        SampleModels.Write(Package, SampleModels.Of("local", hasReference ? files : files[..^1]));
    }

    private void Write(params string[] days) => File.WriteAllLines(Ledger, days.Select((day, number) =>
        $$"""{"sourceSystem":"erp","sourceInvoiceId":"{{number}}","kind":"INVOICE_KIND_INVOICE","supplier":{"name":"A"},"issueDate":"{{day}}","currency":"GBP","totalAmountMinor":"100","lines":[{"lineId":"1","amountMinor":"100"}]}"""));
}
