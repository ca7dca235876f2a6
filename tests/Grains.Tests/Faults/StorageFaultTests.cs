using Triage.Grains.Invoices;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Faults;

/// <summary>Every storage call of a request fails once, before its effect and after it: the retry is answered as if none had.</summary>
[Collection(InvoiceClusterCollection.Name)]
public sealed class StorageFaultTests(InvoiceCluster cluster)
{
    private static readonly TimeSpan PastTheGrace = TimeSpan.FromSeconds(6);

    public static TheoryData<string, bool> Requests => new(
        from name in FaultScenario.All.Keys.Order(StringComparer.Ordinal)
        from inMemory in new[] { true, false }
        select (name, inMemory));

    [Theory, MemberData(nameof(Requests))]
    public async Task Request_any_storage_call_fails_once_the_retry_is_answered(string name, bool inMemory)
    {
        var scenario = FaultScenario.All[name];
        var undisturbed = FaultPlan.Nothing;
        await RunAsync(scenario, $"{name}-{inMemory}", inMemory, undisturbed, Recovery.SameActivation);
        Assert.True(undisturbed.Calls >= 2, $"{undisturbed.Calls} storage calls");

        var faults = 0;
        foreach (var moment in Enum.GetValues<FaultMoment>())
        {
            foreach (var recovery in Enum.GetValues<Recovery>())
            {
                for (var call = 1; call <= undisturbed.Calls; call++)
                {
                    var plan = FaultPlan.At(call, moment);
                    await RunAsync(scenario, $"{name}-{inMemory}-{moment}-{recovery}-{call}", inMemory, plan, recovery);
                    Assert.True(plan.TookEffect == 1, $"The fault {moment} call {call} of {undisturbed.Calls} took effect {plan.TookEffect} times.");
                    faults++;
                }
            }
        }

        Assert.Equal(undisturbed.Calls * 6, faults);
        await Invariants.HoldOfStoreAsync(cluster);
    }

    private async Task RunAsync(FaultScenario scenario, string id, bool inMemory, FaultPlan plan, Recovery recovery)
    {
        await scenario.Arrange(cluster, id);
        var ends = scenario.Ends(id);
        if (!inMemory)
        {
            await ForgetAsync(ends);
        }

        Task<InvoiceResult> Send() => scenario.Request(cluster, id);
        var answer = await Retrying.OnceAsync(() => cluster.Faults.DuringAsync(plan, Send));
        if (answer is null)
        {
            await RecoverAsync(recovery, ends);
        }

        answer ??= await Retrying.UntilAnsweredAsync(Send);
        Assert.Equal(InvoiceOutcome.Done, answer.Outcome);
        var again = await Send();
        Assert.True(again.IsReplay);
        Assert.Equal(Texts.OfReply(answer), Texts.OfReply(again));
        foreach (var (invoice, status) in ends)
        {
            Assert.Equal(status, (await cluster.HoldsAsync(invoice)).Status);
        }
    }

    private async Task RecoverAsync(Recovery recovery, IReadOnlyList<(Invoice, InvoiceStatus)> ends)
    {
        if (recovery == Recovery.SameActivation)
        {
            return;
        }

        await ForgetAsync(ends);
        if (recovery == Recovery.ScannerFirst)
        {
            cluster.Clock.Advance(PastTheGrace);
            await cluster.ScanAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task ForgetAsync(IReadOnlyList<(Invoice Invoice, InvoiceStatus)> ends)
    {
        foreach (var end in ends)
        {
            await cluster.ForgetAsync(InvoiceCluster.KeyOf(end.Invoice));
        }
    }
}
