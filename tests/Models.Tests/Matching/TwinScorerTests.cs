using CsCheck;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.TestKit;

namespace Triage.Models.Tests.Matching;

public sealed class TwinScorerTests
{
    [Theory]
    [InlineData("INV-10001", "INV-10001", 60)]
    [InlineData("INV-10001", "inv 0010001", 60)]
    [InlineData("INV-10001", "INV-10007", 60)]
    [InlineData("INV-10001", "INV-IOOO1", 60)]
    public void Compare_second_copy_reaches_review(string first, string second, int atLeast) =>
        Assert.True(Points(Samples.Invoice("a", first), Samples.Invoice("b", second)) >= atLeast);

    [Fact]
    public void Compare_monthly_contract_does_not()
    {
        var earlier = Samples.Invoice("a", "INV-10001");
        var later = Samples.Invoice("b", "INV-20417") with { IssueDate = earlier.IssueDate!.Value.AddDays(31), PurchaseOrder = null };
        Assert.True(Points(later, earlier) < 60);
    }

    [Fact]
    public void Compare_rebill_after_credit_does_not()
    {
        var original = Samples.Invoice("a", "INV-10001");
        var credit = Samples.Invoice("c", "CN-1") with { Kind = InvoiceKind.CreditNote, CorrectsInvoiceNumber = "INV-10001" };
        var search = TwinScorer.Compare(Samples.Invoice("b", "INV-10001"), null, Found(original, credit));
        Assert.True(Assert.Single(search.Twins).Credited);
        Assert.True(search.Twins[0].Points < 100 - 39);
    }

    [Fact]
    public void Compare_credit_note_knows_whether_its_invoice_was_received()
    {
        var credit = Samples.Invoice("c", "CN-1") with { Kind = InvoiceKind.CreditNote, CorrectsInvoiceNumber = "INV-10001" };
        Assert.True(TwinScorer.Compare(credit, null, Found(Samples.Invoice("a", "INV-10001"))).CorrectedInvoiceKnown);
        Assert.False(TwinScorer.Compare(credit, null, Found(Samples.Invoice("a", "INV-90001"))).CorrectedInvoiceKnown);
    }

    [Fact]
    public void Normalise_is_idempotent() => Gen.String.Sample(text =>
    {
        string? once;
        try
        {
            once = InvoiceNumber.Normalise(text);
        }
        catch (ArgumentException)
        {
            // Broken UTF-16 is refused at the edge.
            return;
        }

        Assert.Equal(once, InvoiceNumber.Normalise(once));
    });

    [Fact]
    public void ToLookUp_twin_shares_a_key_with_what_is_stored()
    {
        var stored = BlockingKeys.ToStore(Samples.Invoice("a", "INV-10001")).Select(k => k.Hash).ToHashSet();
        Assert.Contains(BlockingKeys.ToLookUp(Samples.Invoice("b", "inv 10001")), key => stored.Contains(key.Hash));
    }

    [Fact]
    public void Decode_summary_gives_it_back()
    {
        var summary = TwinSummary.Of(Samples.Invoice("a"));
        Assert.Equal(summary, TwinSummaryCodec.Decode(TwinSummaryCodec.Encode(summary)));
    }

    [Fact]
    public void StableHash_never_changes() => Assert.Equal(-3001985299111954735, new StableHash().Add("a").Add(1).Value);

    private static int Points(Invoice self, Invoice other) =>
        TwinScorer.Compare(self, null, Found(other)).Twins is [var twin] ? twin.Points : 0;

    private static TwinCandidates Found(params Invoice[] others) =>
        new([.. others.Select(o => new TwinCandidate($"invoices/erp/{o.SourceInvoiceId}", TwinSummary.Of(o)))], 0);
}
