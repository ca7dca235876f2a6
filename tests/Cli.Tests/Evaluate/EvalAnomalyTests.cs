using Triage.TestKit;

namespace Triage.Cli.Tests.Evaluate;

public sealed class EvalAnomalyTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Theory]
    [InlineData("--share", "0")]
    [InlineData("--share", "0.3")]
    [InlineData("--from", "yesterday")]
    public async Task InvokeAsync_wrong_options_are_wrong_usage(string option, string value) =>
        Assert.Equal(ExitCode.Usage, await RunAsync("eval", "anomaly", "--ledger", "ledger.jsonl", option, value));

    [Fact]
    public async Task InvokeAsync_neither_one_ledger_nor_two_is_wrong_usage() => Assert.Equal(ExitCode.Usage, await RunAsync("eval", "anomaly"));

    [Fact]
    public async Task InvokeAsync_truth_that_is_not_there_or_names_nobody_fails()
    {
        var ledger = Write("ledger.jsonl", """{"sourceSystem":"erp","sourceInvoiceId":"1","kind":"INVOICE_KIND_INVOICE","issueDate":"2024-01-01","currency":"GBP","totalAmountMinor":"100"}""");
        Assert.Equal(ExitCode.Failed, await RunAsync("eval", "anomaly", "--ledger", ledger, "--truth", Path.Combine(_folder.Path, "absent.csv")));
        Assert.Equal(ExitCode.Failed, await RunAsync("eval", "anomaly", "--ledger", ledger, "--truth", Write("truth.csv", "source_invoice_id,kind\n2,wrong_code\n")));
    }

    [Fact]
    public async Task InvokeAsync_ledger_too_short_to_learn_from_fails()
    {
        var ledger = Write("short.jsonl", """{"sourceSystem":"erp","sourceInvoiceId":"1","kind":"INVOICE_KIND_INVOICE","issueDate":"2024-01-01","currency":"GBP","totalAmountMinor":"100"}""");
        Assert.Equal(ExitCode.Failed, await RunAsync("eval", "anomaly", "--ledger", ledger));
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text + "\n");
        return path;
    }

    private static Task<int> RunAsync(params string[] args) => new CommandLine(TimeProvider.System).InvokeAsync(args);
}
