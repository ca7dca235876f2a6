using System.Collections.Concurrent;
using CsCheck;
using Triage.Grains.Invoices;
using Triage.Grains.Tests.Faults;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Invoices;

/// <summary>Any requests in any order, with storage failing anywhere: the laws hold of what is left.</summary>
[Collection(InvoiceClusterCollection.Name)]
public sealed class RandomHistoryTests(InvoiceCluster cluster)
{
    private const int Histories = 400;

    private readonly ConcurrentDictionary<StepKind, int> _done = new();
    private int _invoices;
    private int _faults;

    [Fact]
    public async Task Any_steps_with_any_faults_leave_one_legal_history_and_equal_replies()
    {
        await Step.Any.Array[1, 12].SampleAsync(
            HoldsAsync, iter: Histories, threads: 1, print: steps => string.Join("; ", steps.AsEnumerable()));
        await Invariants.HoldOfStoreAsync(cluster);

        // The test reached what it speaks of: faults took effect, and every request was done some time.
        Assert.True(_faults > Histories, $"{_faults} faults took effect.");
        var requests = new[]
        {
            StepKind.Submit, StepKind.SubmitWithoutWaiting, StepKind.ProvideOrder, StepKind.ProvideContract,
            StepKind.Retriage, StepKind.Cancel, StepKind.Amend,
            StepKind.ReportPosted, StepKind.ReportRefused, StepKind.ReportScheduled, StepKind.ReportPaid, StepKind.ReportCancelled,
        };
        Assert.All(requests, kind => Assert.True(_done.GetValueOrDefault(kind) > 0, $"No {kind} was ever done."));
    }

    private async Task HoldsAsync(Step[] steps)
    {
        var id = $"random-{Interlocked.Increment(ref _invoices)}";
        var (invoice, corrected) = (Bills.Hold(id), Bills.Clear($"{id}-corrected"));
        var replies = new Dictionary<(StepKind, int), string>();
        foreach (var step in steps)
        {
            var plan = new FaultPlan(step.Faults);
            await TakeAsync(step, plan, invoice, corrected, replies);
            _faults += plan.TookEffect;
        }

        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        await cluster.ScanAsync(TestContext.Current.CancellationToken);
        foreach (var each in new[] { invoice, corrected })
        {
            if (!(await cluster.HistoryAsync(each)).IsEmpty)
            {
                await cluster.HoldsAsync(each);
            }
        }
    }

    private async Task TakeAsync(Step step, FaultPlan plan, Invoice invoice, Invoice corrected, Dictionary<(StepKind, int), string> replies)
    {
        var key = $"{invoice.SourceInvoiceId}-{step.Key}";
        switch (step.Kind)
        {
            case StepKind.Forget:
                await cluster.ForgetAsync(InvoiceCluster.KeyOf(invoice));
                await cluster.ForgetAsync(InvoiceCluster.KeyOf(corrected));
                return;
            case StepKind.PassDeadline:
                cluster.Clock.Advance(TestPolicy.HoldTime);
                return;
            case StepKind.PassHostDeadline:
                cluster.Clock.Advance(TestPolicy.HostTime);
                return;
            case StepKind.Scan:
                await cluster.Faults.DuringAsync(plan, () => cluster.ScanAsync(TestContext.Current.CancellationToken));
                return;
        }

        // The plan goes on over the tries: the retry of a failed request can fail too.
        var answer = await Retrying.UntilAnsweredAsync(
            () => cluster.Faults.DuringAsync(plan, () => RequestAsync(step.Kind, key, invoice, corrected)));
        if (answer.Outcome == InvoiceOutcome.Done)
        {
            _done.AddOrUpdate(step.Kind, 1, (_, times) => times + 1);
            var reply = Texts.OfReply(answer);
            Assert.Equal(replies.GetValueOrDefault((ScopeOf(step.Kind), step.Key), reply), reply);
            replies[(ScopeOf(step.Kind), step.Key)] = reply;
        }
    }

    private Task<InvoiceResult> RequestAsync(StepKind kind, string key, Invoice invoice, Invoice corrected) => kind switch
    {
        StepKind.Submit => cluster.SubmitAsync(Bills.Submit(invoice, key)),
        StepKind.SubmitWithoutWaiting => cluster.SubmitAsync(Bills.Submit(invoice, key, wait: false)),
        StepKind.SubmitAnotherPayload => cluster.SubmitAsync(Bills.Submit(invoice with { TotalMinor = 1 }, key)),
        StepKind.ProvideOrder => cluster.SendAsync(invoice, Bills.Provide(key, "PO-1")),
        StepKind.ProvideContract => cluster.SendAsync(invoice, Bills.Provide(key, "C-1", Reference.Contract)),
        StepKind.Retriage => cluster.SendAsync(invoice, Bills.Retriage(key)),
        StepKind.Cancel => cluster.SendAsync(invoice, Bills.Cancel(key)),
        StepKind.Amend => cluster.SubmitAsync(Bills.Submit(corrected, key, supersedes: invoice)),
        StepKind.ReportPosted => cluster.SendAsync(invoice, Bills.Report(key)),
        StepKind.ReportRefused => cluster.SendAsync(invoice, Bills.Report(key, ReportedFact.ErpRejected)),
        StepKind.ReportScheduled => cluster.SendAsync(invoice, Bills.Report(key, ReportedFact.Scheduled, "bank")),
        StepKind.ReportPaid => cluster.SendAsync(invoice, Bills.Report(key, ReportedFact.Paid, "bank")),
        StepKind.ReportCancelled => cluster.SendAsync(invoice, Bills.Report(key, ReportedFact.Cancelled, "his")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Steps that share a key share a reply: the first one's, whoever asks.</summary>
    private static StepKind ScopeOf(StepKind kind) => kind switch
    {
        StepKind.SubmitWithoutWaiting or StepKind.SubmitAnotherPayload => StepKind.Submit,
        StepKind.ProvideContract => StepKind.ProvideOrder,
        StepKind.ReportRefused => StepKind.ReportPosted,
        StepKind.ReportPaid => StepKind.ReportScheduled,
        _ => kind,
    };
}
