using Triage.Models.History;
using Triage.Models.Matching;
using Triage.Storage.Postgres;
using Triage.Storage.Scan;
using Triage.TestKit;
using Triage.TestKit.Postgres;

namespace Triage.Storage.Tests.Postgres;

public sealed class PostgresInvoiceLogTests : InvoiceLogContract, IDisposable
{
    private readonly PostgresTestStore _store = new();

    protected override ITestStore Store => _store;

    protected override IStoreScan OpenScan() => PostgresStoreScan.Open(_store.Location, "local");

    [Fact]
    public async Task Look_up_that_is_checked_may_be_a_guess_that_the_append_refuses_and_is_right_from_then_on()
    {
        var token = TestContext.Current.CancellationToken;
        using var other = new PostgresTestStore(beside: _store);
        await other.Log.AppendAsync(Received("theirs", "theirs"), token);

        // What the other silo stored this one never met: asked for sure it finds it, else it guesses that there is nothing.
        var (self, keys) = (Key("ours"), BlockingKeys.ToLookUp(Samples.Invoice("ours")));
        Assert.Single((await _store.Twins.FindAsync(self, keys, 50, isChecked: false, token)).Items);
        var guess = await _store.Twins.FindAsync(self, keys, 50, isChecked: true, token);
        Assert.Empty(guess.Items);
        var ours = Received("ours", "ours") with { JudgedBy = new JudgedBy(guess.Counts!.Value, 0) }; // a guess has counts
        Assert.Equal(AppendOutcome.Overtaken, (await Log.AppendAsync(ours, token)).Outcome);

        var seen = await _store.Twins.FindAsync(self, keys, 50, isChecked: true, token);
        Assert.Single(seen.Items);
        Assert.Equal(AppendOutcome.Committed, (await Log.AppendAsync(ours with { JudgedBy = new JudgedBy(seen.Counts!.Value, 0) }, token)).Outcome);
        Assert.Equal(2, (await _store.Twins.FindAsync(Key("third"), BlockingKeys.ToLookUp(Samples.Invoice("third")), 50, isChecked: true, token)).Items.Length);
    }

    public void Dispose() => _store.Dispose();
}
