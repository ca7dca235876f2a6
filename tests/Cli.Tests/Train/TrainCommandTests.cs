using Triage.Cli.Train;
using Triage.TestKit;
using Triage.Training;

namespace Triage.Cli.Tests.Train;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Theory]
    [InlineData("--store d --ledger l", "--store and --ledger contradict")]
    [InlineData("--store d --mapping m", "--store and --mapping contradict")]
    [InlineData("--store d --train t --test t", "--store and --train contradict")]
    [InlineData("--ledger l --until 2026-01-01", "--until is a date")]
    [InlineData("--store d --until soon", "--until is a date")]
    [InlineData("--all --model coding --ledger l", "not both")]
    [InlineData("--all", "Give --ledger")]
    [InlineData("--store d --until 2026-01-01 --from 2025-12-01", null)]
    public void Parse_options_that_contradict_each_other_say_what_to_do(string options, string? what)
    {
        var parsed = new CommandLine(TimeProvider.System).Root().Parse(["train", .. options.Split(' ')]);
        Assert.Equal(what is null, parsed.Errors.Count == 0);
        Assert.True(what is null || parsed.Errors.Any(error => error.Message.Contains(what, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task InvokeAsync_stores_that_are_none_or_of_nobody_say_so()
    {
        Assert.Contains("There is no store at", await FailAsync("--store", Path.Combine(_folder.Path, "absent")), StringComparison.Ordinal);
        Assert.Contains("There is no store at", await FailAsync("--store", _folder.Path), StringComparison.Ordinal);
        using var store = new SqliteTestStore();
        Assert.NotNull(store.Log); // makes the file
        Assert.Contains("it has local", await FailAsync("--store", store.Directory, "--tenant", "other"), StringComparison.Ordinal);
        Assert.Contains("no judged invoice", await FailAsync("--store", store.Directory), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_what_has_not_happened_yet_is_refused()
    {
        var bill = Samples.Invoice("a") with { IssueDate = new DateOnly(2026, 3, 2) };
        LedgerSource.Check([bill], new DateOnly(2026, 2, 1));
        Assert.Contains("up to 2026-03-02", Assert.Throws<TrainingException>(() => LedgerSource.Check([bill], new DateOnly(2026, 1, 1))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> FailAsync(params string[] options)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => new CommandLine(TimeProvider.System).Root()
            .Parse(["train", "--all", "--out", Path.Combine(_folder.Path, "package"), .. options])
            .InvokeAsync(new() { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken));
        return Failures.Explain(failure).Message;
    }
}
