using Triage.Cli.Evaluate;
using Triage.Cli.Output;
using Triage.TestKit;
using Triage.Training;

namespace Triage.Cli.Tests.Evaluate;

public sealed class SplitTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly StringWriter _lines = new();

    [Fact]
    public async Task ReadAsync_a_year_of_a_slip_of_the_keyboard_does_not_move_the_cut()
    {
        var (invoices, fromDay) = await ReadAsync(null, "2020-01-01", "2020-01-31", "2020-02-20", "2020-04-09", "9999-12-31");
        Assert.Equal(4, invoices);
        Assert.Equal(new DateOnly(2020, 3, 16), DateOnly.FromDayNumber(fromDay));
        Assert.Contains("1 dated more than 10 years", _lines.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_amounts_that_are_none_are_counted_and_left_out()
    {
        var path = Write("2020-01-01,10", "2020-01-02,", "2020-01-03,NaN", "2020-04-01,10");
        var (invoices, _) = await new Split(path, null, null, "nhs-spend").ReadAsync(new(_lines, terminal: false), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(2, invoices.Count);
        Assert.Contains("2 bad rows", _lines.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-01-01", "nothing is left to judge on")]
    [InlineData("2020-01-01", "nothing is left to learn from")]
    public async Task ReadAsync_a_cut_outside_the_ledger_is_refused_before_anything_is_learned(string from, string missing)
    {
        var refused = await Assert.ThrowsAsync<TrainingException>(() => ReadAsync(from, "2020-01-01", "2020-12-31"));
        Assert.Contains(missing, refused.Message, StringComparison.Ordinal);
        Assert.Contains("2020-01-01 to 2020-12-31", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_an_empty_ledger_is_refused() =>
        Assert.Contains("no invoice with an issue date", (await Assert.ThrowsAsync<TrainingException>(() => ReadAsync(null))).Message, StringComparison.Ordinal);

    public void Dispose()
    {
        _lines.Dispose();
        _folder.Dispose();
    }

    private async Task<(int Invoices, int FromDay)> ReadAsync(string? from, params string[] dates)
    {
        var split = new Split(Write([.. dates.Select(date => $"{date},10.00")]), null, from is null ? null : DateOnly.Parse(from, null), "nhs-spend");
        var (invoices, fromDay) = await split.ReadAsync(new Screen(_lines, terminal: false), TimeProvider.System, TestContext.Current.CancellationToken);
        return (invoices.Count, fromDay);
    }

    private string Write(params string[] datesAndAmounts)
    {
        var path = Path.Combine(_folder.Path, "ledger.csv");
        File.WriteAllLines(path, [
            "date,entity_code,expense_code,area_code,expense_area,supplier,transaction_no,amount",
            .. datesAndAmounts.Select((row, i) => $"{row.Split(',')[0]},GUYS,82600,42272,Haematology,Roche,{i},{row.Split(',')[1]}"),
        ]);
        return path;
    }
}
