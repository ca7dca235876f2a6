namespace Triage.Clients;

/// <summary>What every client sees, whatever language it is written in.</summary>
public abstract class ClientContract
{
    // ORDINAL_BASE of the clients, and the number of the bad one.
    private const long OrdinalBase = 9_007_199_254_740_993;
    private const long BadOrdinal = OrdinalBase + 50;

    /// <summary>The client's own name for its source system.</summary>
    private protected abstract string Source { get; }

    private protected abstract Task<ClientReport> RunAsync(CancellationToken cancellationToken);

    [Fact]
    public async Task Run_the_whole_way_of_an_invoice_is_as_the_contract_says()
    {
        var report = await RunAsync(TestContext.Current.CancellationToken);
        var submitted = report.Submit;
        Assert.Equal(($"invoices/{Source}/A-1", "INVOICE_STATUS_IN_REVIEW", "VERDICT_KIND_REVIEW"), (submitted.InvoiceId, submitted.Status, submitted.Verdict));
        Assert.Equal((64, false), (submitted.PayloadSha256?.Length, submitted.Replay));
        Assert.Equal(submitted with { Replay = true }, report.Replay);

        AssertRefused("ALREADY_EXISTS", "IDEMPOTENCY_KEY_REUSED", report.KeyReused);
        AssertRefused("INVALID_ARGUMENT", null, report.Violations);
        Assert.Equal(["idempotency_key", "invoice.currency", "invoice.lines[0].line_id"], report.Violations.Fields);
        AssertRefused("UNAUTHENTICATED", "CREDENTIAL_MISSING", report.NoToken);
        AssertRefused("PERMISSION_DENIED", "ROLE_MISSING", report.NoRole);
        AssertRefused("NOT_FOUND", null, report.Absent);

        Assert.Equal((99, 100, $"{OrdinalBase + 1}"), (report.Bulk.Accepted, report.Bulk.Answered, report.Bulk.FirstOrdinal));
        var refused = Assert.Single(report.Bulk.Refused);
        Assert.Equal(($"{BadOrdinal}", 3, "invoice.currency"), (refused.Ordinal, refused.Code, Assert.Single(refused.Fields)));

        Assert.Equal(new ClientRecord("Käthe Verbände 包帯", "1200", "2"), report.Get);
        Assert.Equal(["received", "triaged"], report.History);
        Assert.Equal([40, 40, 20], report.List.PageSizes);
        Assert.Equal(100, report.List.Distinct);

        Assert.Equal(new ClientAnswer(submitted.InvoiceId, "INVOICE_STATUS_CANCELLED", Replay: false), report.Cancel);
        Assert.Equal(report.Cancel with { Replay = true }, report.CancelReplay);
        AssertRefused("FAILED_PRECONDITION", null, report.CancelAgain);
        Assert.Equal("INVOICE_NOT_OPEN", Assert.Single(report.CancelAgain.Preconditions));
    }

    private static void AssertRefused(string code, string? reason, ClientRefusal refusal) => Assert.Equal((code, reason), (refusal.Code, refusal.Reason));
}
