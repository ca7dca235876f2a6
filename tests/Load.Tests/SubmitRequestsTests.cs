using Triage.Cli.Bench.Plan;
using Triage.Load.Requests;
using Triage.Protos.V1;

namespace Triage.Load.Tests;

public sealed class SubmitRequestsTests
{
    private static readonly LoadPlan Plan = new()
    {
        Call = LoadCall.Submit,
        Address = new Uri("http://127.0.0.1:1"),
        CountMax = 600,
        LedgerInvoices = 5000,
        LedgerFirst = 2000,
        CopyEvery = 50,
    };

    [Fact]
    public void Requests_are_distinct_whole_and_the_same_for_the_same_plan()
    {
        var (one, other) = (new SubmitRequests(Plan), new SubmitRequests(Plan));
        Assert.Equal(600, one.Count);
        var parsed = Enumerable.Range(0, one.Count).Select(index => SubmitRequest.Parser.ParseFrom(one[index])).ToArray();
        Assert.Equal(600, parsed.Select(request => request.IdempotencyKey).Distinct().Count());
        Assert.All(parsed, request => Assert.True(request is { Wait: Wait.Verdict, Invoice.Lines.Count: > 0 }));
        Assert.InRange(parsed.Average(request => request.Invoice.Lines.Count), 1.5, 3);
        Assert.All(Enumerable.Range(0, one.Count), index => Assert.Equal(one[index], other[index]));
    }

    [Fact]
    public void Copies_repeat_an_invoice_that_stands_before_the_first_under_an_id_of_their_own()
    {
        var before = new SubmitRequests(Plan with { LedgerFirst = 0, CountMax = 2000, CopyEvery = 0 });
        var earlier = Enumerable.Range(0, before.Count).Select(index => SubmitRequest.Parser.ParseFrom(before[index]).Invoice).ToLookup(WithoutId);
        var requests = new SubmitRequests(Plan);
        var copies = Enumerable.Range(0, requests.Count).Where(requests.IsCopy).Select(index => SubmitRequest.Parser.ParseFrom(requests[index]).Invoice).ToArray();

        Assert.Equal(12, copies.Length);
        Assert.All(copies, copy => Assert.DoesNotContain(earlier[WithoutId(copy)], original => original.SourceInvoiceId == copy.SourceInvoiceId));
        Assert.All(copies, copy => Assert.NotEmpty(earlier[WithoutId(copy)]));
    }

    private static Invoice WithoutId(Invoice invoice)
    {
        var bare = invoice.Clone();
        bare.SourceInvoiceId = "";
        return bare;
    }
}
