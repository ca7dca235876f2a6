using System.Collections.Concurrent;
using Triage.Protos.V1;
using Triage.TestKit;
using Triage.Verify;
using Domain = Triage.Models.Intake;

namespace Triage.Chaos;

/// <summary>A hold outlives its process: its reference and its deadline wake it in the next one.</summary>
public sealed class HoldKillTests : IDisposable
{
    private const int Holds = 500;
    private const int Callers = 4;
    private const int AnswersBeforeTheKill = 20;
    private static readonly TimeSpan WakeTimeMax = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _directory = new();
    private readonly string _policyFile;

    public HoldKillTests()
    {
        _policyFile = Path.Combine(_directory.Path, "holds.policy.yaml");
        File.WriteAllText(_policyFile, HoldingPolicy.Text());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task ProvideReference_killed_in_the_midst_each_hold_takes_its_reference_once()
    {
        var ids = Enumerable.Range(0, Holds).Select(n => $"h{n}").ToArray();
        using (var silo = await StartAsync())
        {
            var held = await Task.WhenAll(ids.Select(id => HoldCalls.SubmitAsync(silo, id)));
            Assert.All(held, answer => Assert.Equal(VerdictKind.Hold, answer.Verdict.Kind));
            await silo.KillAsync();
        }

        using (var silo = await StartAsync())
        {
            // Each caller goes on until it is cut off.
            var left = new ConcurrentQueue<string>(ids);
            var answers = 0;
            var enough = new TaskCompletionSource();
            var callers = Enumerable.Range(0, Callers).Select(async _ =>
            {
                while (left.TryDequeue(out var id) && await HoldCalls.ProvideAsync(silo, id) is not null)
                {
                    if (Interlocked.Increment(ref answers) == AnswersBeforeTheKill)
                    {
                        enough.SetResult();
                    }
                }
            }).ToArray();
            await enough.Task.WaitAsync(WakeTimeMax, Token);
            await silo.KillAsync();
            await Task.WhenAll(callers);

            // The kill took effect: it came before all were asked.
            Assert.NotEmpty(left);
        }

        using (var silo = await StartAsync())
        {
            foreach (var id in ids)
            {
                Assert.Equal(VerdictKind.Clear, (await HoldCalls.ProvideAsync(silo, id))?.Verdict.Kind);
                var history = await HoldCalls.HistoryAsync(silo, id);
                Assert.Single(history, happened => happened.ReferenceProvided is not null);
                Assert.Equal(TriageCause.ReferenceProvided, history[^1].Triaged.Cause);
            }
        }

        await StoreHoldsAsync();
    }

    [Fact]
    public async Task Deadline_passed_after_a_kill_wakes_the_hold_in_the_next_process_and_no_other()
    {
        using (var silo = await StartAsync())
        {
            Assert.Equal(VerdictKind.Hold, (await HoldCalls.SubmitAsync(silo, "tomorrow")).Verdict.Kind);
            await silo.KillAsync();
        }

        var now = TimeProvider.System.GetUtcNow();
        var passed = now - TimeSpan.FromMinutes(1);
        var soon = now + TimeSpan.FromSeconds(5);
        await HoldOfYesterday.WriteAsync(_directory.Path, Bill("passed"), passed, Token);
        await HoldOfYesterday.WriteAsync(_directory.Path, Bill("soon"), soon, Token);
        using (var silo = await StartAsync())
        {
            await silo.KillAsync();
        }

        using (var silo = await StartAsync())
        {
            await WokenByDeadlineAsync(silo, "passed", passed);
            await WokenByDeadlineAsync(silo, "soon", soon);
            Assert.Equal(InvoiceStatus.OnHold, await HoldCalls.StatusAsync(silo, "tomorrow"));
        }

        await StoreHoldsAsync();
    }

    private Task<SiloUnderTest> StartAsync() => SiloUnderTest.StartAsync(_directory.Path, Token, _policyFile);

    private async Task StoreHoldsAsync()
    {
        var results = await StoreVerifier.VerifyAsync(_directory.Path, recordPath: null, Token);
        Assert.All(
            results.Where(result => result.Id is "I2" or "I10"),
            result => Assert.True(
                result.Status == InvariantStatus.Ok && result.Checked > 0, $"{result.Id}: {string.Join("; ", result.Examples)}"));
    }

    private static async Task WokenByDeadlineAsync(SiloUnderTest silo, string id, DateTimeOffset deadline)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(Token);
        bounded.CancelAfter(WakeTimeMax);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        HistoryEvent last;
        while ((last = (await HoldCalls.HistoryAsync(silo, id))[^1]).Triaged?.Cause != TriageCause.HoldExpired)
        {
            await timer.WaitForNextTickAsync(bounded.Token);
        }

        Assert.Equal(VerdictKind.Review, last.Triaged.Verdict.Kind);
        Assert.True(last.At.ToDateTimeOffset() >= deadline, $"{id} was woken at {last.At}, before its deadline {deadline:O}.");
        Assert.Equal(3, last.Seq);
    }

    private static Domain.Invoice Bill(string id) => Samples.Invoice(id, $"N-{id}") with
    {
        SourceSystem = "chaos",
        SupplierId = $"S-{id}",
        PurchaseOrder = null,
        IssueDate = null,
        DueDate = null,
    };
}
