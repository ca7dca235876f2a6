using Grpc.Core;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests;

public sealed class ListInvoicesTests(SiloFixture silo)
{
    [Fact]
    public async Task ListInvoices_pages_follow_each_other_to_the_end()
    {
        var request = new Proto.ListInvoicesRequest { PageSize = 2 };
        var ids = new List<string>();
        do
        {
            var page = await silo.Client.ListInvoicesAsync(request, silo.Good());
            ids.AddRange(page.Invoices.Select(invoice => invoice.InvoiceId));
            Assert.All(page.Invoices, invoice => Assert.Equal([Proto.ExceptionCode.DuplicateSuspected, Proto.ExceptionCode.NoRuleMatched], invoice.Exceptions));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(["invoices/erp/5", "invoices/erp/4", "invoices/erp/3", "invoices/erp/2", "invoices/erp/1"], ids);
    }

    [Fact]
    public async Task ListInvoices_token_forged_or_of_other_filters_or_tenant_is_invalid()
    {
        var first = await silo.Client.ListInvoicesAsync(new Proto.ListInvoicesRequest { PageSize = 2 }, silo.Good());
        var good = first.NextPageToken;
        foreach (var (token, facility, tenant) in new[]
        {
            (good, "north", "local"), (good, "", "other"), ("A" + good[1..], "", "local"), (good[..^1], "", "local"), (good + "A", "", "local"),
            ("%%%", "", "local"), (new string('%', good.Length), "", "local"), (new string(' ', good.Length), "", "local"), (new string('A', good.Length), "", "local"), ("=", "", "local"),
        })
        {
            var request = new Proto.ListInvoicesRequest { PageToken = token == good && facility.Length == 0 && tenant == "local" ? "x" : token, Facility = facility };
            var refused = await Samples.RefusedAsync(silo.Client.ListInvoicesAsync(request, silo.Good(tenant)), StatusCode.InvalidArgument);
            Assert.Equal("page_token", Assert.Single(Samples.Violations(refused)).Field);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1001)]
    [InlineData(1_000_000_000)]
    public async Task ListInvoices_page_size_out_of_range_is_invalid(int size)
    {
        var request = new Proto.ListInvoicesRequest { PageSize = size, InvoiceStatus = { Proto.InvoiceStatus.Unspecified }, Exception = (Proto.ExceptionCode)99, ReceivedFrom = new() { Seconds = long.MaxValue } };
        var refused = await Samples.RefusedAsync(silo.Client.ListInvoicesAsync(request, silo.Good()), StatusCode.InvalidArgument);
        Assert.Equal(["exception", "invoice_status", "page_size", "received_from"], Samples.Violations(refused).Select(v => v.Field).Order());
    }

    [Fact]
    public async Task ListInvoices_caller_without_facilities_sees_nothing()
    {
        Assert.Empty((await silo.Client.ListInvoicesAsync(new(), silo.Good(facilities: []))).Invoices);
        await silo.Client.ListInvoicesAsync(new(), silo.Good(facilities: ["north"]));
        Assert.Equal(["north"], silo.Index.Asked?.FacilityScope ?? []);
    }
}
