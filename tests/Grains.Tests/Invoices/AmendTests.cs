using Triage.Grains.Invoices;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Tests.Invoices;

[Collection(InvoiceClusterCollection.Name)]
public sealed class AmendTests(InvoiceCluster cluster)
{
    [Theory, InlineData("clear"), InlineData("review"), InlineData("hold")]
    public async Task Amend_open_invoice_is_superseded_and_both_name_each_other(string kind)
    {
        var old = Old(kind, $"amend-{kind}");
        await cluster.SubmitAsync(old, old.SourceInvoiceId);
        var corrected = Corrected(old);
        var answer = await cluster.SubmitAsync(Bills.Submit(corrected, old.SourceInvoiceId, supersedes: old));

        // It is like the old one in everything, and still no duplicate of it.
        Assert.Equal((InvoiceOutcome.Done, VerdictKind.Clear), (answer.Outcome, answer.State?.Verdict?.Kind));
        var (before, after) = (await cluster.HoldsAsync(old), await cluster.HoldsAsync(corrected));
        Assert.Equal((InvoiceStatus.Superseded, InvoiceCluster.KeyOf(corrected).Path), (before.Status, before.SupersededBy));
        Assert.Equal((InvoiceStatus.Cleared, InvoiceCluster.KeyOf(old).Path), (after.Status, after.Supersedes));
    }

    [Fact]
    public async Task Amend_same_key_twice_is_one_correction_with_equal_replies()
    {
        var old = Bills.Review("amend-twice");
        await cluster.SubmitAsync(old, "amend-twice");
        var command = Bills.Submit(Corrected(old), "amend-twice", supersedes: old);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.SubmitAsync(command)));
        Assert.Single(answers.Select(Texts.OfReply).Distinct());
        Assert.Equal(3, (await cluster.HoldsAsync(old)).Seq);

        // The same correction of another invoice is another request.
        var other = Bills.Review("amend-twice-other");
        await cluster.SubmitAsync(other, "amend-twice-other");
        Assert.Equal(InvoiceOutcome.KeyReused, (await cluster.SubmitAsync(Bills.Submit(Corrected(old), "amend-twice", supersedes: other))).Outcome);
        Assert.Equal(InvoiceStatus.InReview, (await cluster.HoldsAsync(other)).Status);
    }

    [Fact]
    public async Task Amend_two_corrections_at_once_one_takes_the_place_and_the_other_goes_to_a_person()
    {
        for (var round = 0; round < 50; round++)
        {
            var old = Bills.Review($"amend-raced-{round}");
            await cluster.SubmitAsync(old, old.SourceInvoiceId);
            var corrections = new[] { "one", "other" }.Select(which => Bills.Clear($"{old.SourceInvoiceId}-{which}")).ToArray();
            var answers = await Task.WhenAll(corrections.Select(c => cluster.SubmitAsync(Bills.Submit(c, c.SourceInvoiceId, supersedes: old))));

            // The second may come after the place was taken: then it is refused and leaves nothing.
            var by = (await cluster.HoldsAsync(old)).SupersededBy;
            var winner = Assert.Single(corrections, c => InvoiceCluster.KeyOf(c).Path == by);
            Assert.Contains(answers, answer => answer.State?.Status == InvoiceStatus.Cleared);
            foreach (var (correction, answer) in corrections.Zip(answers).Where(pair => pair.First != winner))
            {
                Assert.True(
                    answer.Outcome == InvoiceOutcome.NotOpen ? (await cluster.HistoryAsync(correction)).IsEmpty
                        : answer.State?.Verdict?.Reasons.Any(reason => reason.Code == ExceptionCode.StatusContradictory) == true,
                    Texts.Of(answer));
            }
        }
    }

    [Fact]
    public async Task Amend_of_nothing_or_of_what_the_caller_may_not_see_leaves_nothing()
    {
        var hidden = Bills.Review("amend-hidden");
        await cluster.SubmitAsync(hidden, "amend-hidden");
        foreach (var command in new[]
        {
            Bills.Submit(Corrected(hidden), "amend-absent", supersedes: Bills.Clear("amend-absent")),
            Bills.Submit(Corrected(hidden), "amend-hidden", supersedes: hidden, caller: Bills.CallerOf("south")),
        })
        {
            Assert.Equal(InvoiceOutcome.NotFound, (await cluster.SubmitAsync(command)).Outcome);
            Assert.Null(await cluster.GetAsync(Corrected(hidden)));
            Assert.Null(await cluster.FindRequestAsync(command.Request));
        }

        Assert.Equal(InvoiceStatus.InReview, (await cluster.HoldsAsync(hidden)).Status);
    }

    [Fact]
    public async Task Amend_by_an_invoice_that_exists_is_refused_and_the_old_stays()
    {
        var (old, taken) = (Bills.Review("amend-old"), Bills.Clear("amend-taken"));
        await cluster.SubmitAsync(old, "amend-old");
        await cluster.SubmitAsync(taken, "amend-taken");
        Assert.Equal(InvoiceOutcome.InvoiceExists, (await cluster.SubmitAsync(Bills.Submit(taken, "amend-by-taken", supersedes: old))).Outcome);
        Assert.Equal(InvoiceStatus.InReview, (await cluster.HoldsAsync(old)).Status);
        Assert.Null((await cluster.HoldsAsync(taken)).Supersedes);
    }

    private static Invoice Old(string kind, string id) => kind switch
    {
        "clear" => Bills.Clear(id),
        "review" => Bills.Review(id),
        _ => Bills.Hold(id),
    };

    private static Invoice Corrected(Invoice old) => Bills.Clear(old.SourceInvoiceId) with { SourceInvoiceId = $"{old.SourceInvoiceId}-corrected" };
}
