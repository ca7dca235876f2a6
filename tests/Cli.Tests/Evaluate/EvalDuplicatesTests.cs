using Triage.TestKit;

namespace Triage.Cli.Tests.Evaluate;

public sealed class EvalDuplicatesTests : IDisposable
{
    private const string Learned = """{"sourceSystem":"erp","sourceInvoiceId":"1","kind":"INVOICE_KIND_INVOICE","issueDate":"2024-01-01","currency":"GBP","totalAmountMinor":"100"}""";
    private const string Judged = """{"sourceSystem":"erp","sourceInvoiceId":"2","kind":"INVOICE_KIND_INVOICE","issueDate":"2024-02-01","currency":"GBP","totalAmountMinor":"100"}""";
    private readonly TemporaryDirectory _folder = new();

    [Theory]
    [InlineData("neither", "Give --ledger")]
    [InlineData("--ledger a --test b", "Give either --ledger")]
    [InlineData("--ledger a --train b --test c", "Give either --ledger")]
    [InlineData("--train a", "--train needs --test")]
    [InlineData("--test a", "--test needs --train")]
    [InlineData("--train a --test b --from 2024-01-01", "Leave --from out")]
    [InlineData("--ledger a --copies NaN", "--copies is a share")]
    [InlineData("--ledger a --copies 0.5", "--copies is a share")]
    public void Parse_options_that_contradict_each_other_say_what_to_do(string options, string what)
    {
        var parsed = new CommandLine(TimeProvider.System).Root().Parse(["eval", "duplicates", .. options == "neither" ? [] : options.Split(' ')]);
        Assert.Contains(parsed.Errors, error => error.Message.Contains(what, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{0}/absent.jsonl", "{0}/judged.jsonl", "{0}/truth.csv", "There is no file")]
    [InlineData("{0}/learned.jsonl", "{0}/empty.jsonl", "{0}/truth.csv", "is empty")]
    [InlineData("{0}/judged.jsonl", "{0}/learned.jsonl", "{0}/truth.csv", "must come after")]
    [InlineData("{0}/learned.jsonl", "{0}/judged.jsonl", "{0}/absent.csv", "is not there")]
    [InlineData("{0}/learned.jsonl", "{0}/judged.jsonl", "{0}/nobody.csv", "names no copy")]
    [InlineData("{0}/learned.jsonl", "{0}/judged.jsonl", "{0}/truth.csv", "which calibration needs")]
    public async Task InvokeAsync_files_that_cannot_be_judged_say_why(string train, string test, string truth, string why)
    {
        Write("learned.jsonl", Learned);
        Write("judged.jsonl", Judged);
        Write("empty.jsonl", "");
        Write("truth.csv", "source_invoice_id,copy_of,kind\n2,1,re_scan");
        Write("nobody.csv", "source_invoice_id,copy_of,kind\n8,9,re_scan");
        string In(string path) => string.Format(null, path, _folder.Path);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => new CommandLine(TimeProvider.System).Root()
            .Parse(["eval", "duplicates", "--train", In(train), "--test", In(test), "--truth", In(truth)])
            .InvokeAsync(new() { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken));
        var (exitCode, message) = Failures.Explain(failure);
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, name), text.Length == 0 ? "" : text + "\n");
}
