using Google.Rpc;
using Grpc.Core;
using Triage.Grains.Invoices;
using Triage.Models.History;
using Triage.Models.Payloads;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests;

public sealed class OutcomeTests(SiloFixture silo)
{
    [Fact]
    public async Task Submit_accepted_gives_the_proof_and_a_pending_verdict_and_then_a_replay()
    {
        var first = silo.Client.SubmitAsync(Samples.Submit("replay"), silo.Good());
        var accepted = await first;
        Assert.Equal(("invoices/erp/replay", Proto.InvoiceStatus.Received, Proto.VerdictKind.Pending), (accepted.InvoiceId, accepted.InvoiceStatus, accepted.Verdict.Kind));
        Assert.Null((await first.ResponseHeadersAsync).GetValue("idempotent-replay"));
        var second = silo.Client.SubmitAsync(Samples.Submit("replay"), silo.Good());
        Assert.Equal(accepted, await second);
        Assert.Equal("true", (await second.ResponseHeadersAsync).GetValue("idempotent-replay"));
    }

    [Theory]
    [InlineData(InvoiceOutcome.KeyReused, StatusCode.AlreadyExists, "IDEMPOTENCY_KEY_REUSED")]
    [InlineData(InvoiceOutcome.InvoiceExists, StatusCode.AlreadyExists, "INVOICE_EXISTS")]
    [InlineData(InvoiceOutcome.NotFound, StatusCode.NotFound, null)]
    [InlineData(InvoiceOutcome.NotOpen, StatusCode.FailedPrecondition, null)]
    [InlineData(InvoiceOutcome.ReferenceAlreadySet, StatusCode.FailedPrecondition, null)]
    [InlineData(InvoiceOutcome.TooManyReports, StatusCode.ResourceExhausted, null)]
    public async Task Submit_outcome_becomes_its_status(InvoiceOutcome outcome, StatusCode status, string? reason)
    {
        var id = $"outcome-{outcome}";
        silo.Invoices.Scripts[id] = () => new InvoiceResult(outcome);
        var refused = await Samples.RefusedAsync(silo.Client.SubmitAsync(Samples.Submit(id), silo.Good()), status);
        Assert.Equal(reason, Samples.Reason(refused));
        Assert.Equal(status == StatusCode.FailedPrecondition, refused.GetRpcStatus()?.GetDetail<PreconditionFailure>() is not null);
    }

    [Fact]
    public async Task Submit_exception_becomes_its_status_without_its_text()
    {
        foreach (var (exception, status) in new (Exception, StatusCode)[]
        {
            (new StoreUnavailableException("secret"), StatusCode.Unavailable),
            (new StaleActivationException(), StatusCode.Unavailable),
            (new TimeoutException("secret"), StatusCode.Unavailable),
            (new SiloUnavailableException("secret"), StatusCode.Unavailable),
            (new OperationCanceledException("secret"), StatusCode.Unavailable),
            (new StoreRefusedException("secret"), StatusCode.PermissionDenied),
            (new PayloadDamagedException(), StatusCode.DataLoss),
            (new InvalidOperationException("secret"), StatusCode.Internal),
        })
        {
            var id = $"exception-{exception.GetType().Name}";
            silo.Invoices.Scripts[id] = () => throw exception;
            var refused = await Samples.RefusedAsync(silo.Client.SubmitAsync(Samples.Submit(id), silo.Good()), status);
            Assert.DoesNotContain("secret", $"{refused.Status} {refused.GetRpcStatus()}", StringComparison.Ordinal);
            Assert.Equal(status == StatusCode.DataLoss, Samples.Reason(refused) == "HISTORY_DAMAGED");
            Assert.Equal(status == StatusCode.Unavailable, refused.GetRpcStatus()?.GetDetail<RetryInfo>() is not null);
        }
    }

    [Fact]
    public async Task Amend_names_the_invoice_that_it_takes_the_place_of()
    {
        var request = new Proto.AmendRequest { InvoiceId = "invoices/erp/amend-old", IdempotencyKey = "k", Invoice = Samples.Invoice("amend-new"), Wait = Proto.Wait.Verdict };
        await silo.Client.AmendAsync(request, silo.Good());
        var submitted = silo.Invoices.Grains["local/erp/amend-new"].Submitted;
        Assert.Equal(("Amend", "erp/amend-old", true), (submitted?.Request.Rpc, submitted?.Supersedes, submitted?.WaitForVerdict));
        request.Invoice.SourceInvoiceId = "amend-old";
        var refused = await Samples.RefusedAsync(silo.Client.AmendAsync(request, silo.Good()), StatusCode.InvalidArgument);
        Assert.Equal("invoice.source_invoice_id", Assert.Single(Samples.Violations(refused)).Field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("invoices/erp")]
    [InlineData("invoices/erp/../x")]
    [InlineData("invoices/erp/~zz")]
    [InlineData("invoices//x")]
    [InlineData("other/erp/x")]
    public async Task Cancel_id_that_cannot_be_is_invalid(string id)
    {
        var refused = await Samples.RefusedAsync(silo.Client.CancelAsync(new Proto.CancelRequest { InvoiceId = id }, silo.Good()), StatusCode.InvalidArgument);
        Assert.Equal(["idempotency_key", "invoice_id", "reason"], Samples.Violations(refused).Select(v => v.Field).Order());
    }

    [Fact]
    public async Task GetInvoice_facility_outside_the_scope_is_not_found()
    {
        var accepted = await silo.Client.SubmitAsync(Samples.Submit("scoped"), silo.Good());
        var ask = new Proto.GetInvoiceRequest { InvoiceId = accepted.InvoiceId };
        Assert.Equal("scoped", (await silo.Client.GetInvoiceAsync(ask, silo.Good(facilities: ["north"]))).Invoice.SourceInvoiceId);
        await Samples.RefusedAsync(silo.Client.GetInvoiceAsync(ask, silo.Good(facilities: ["south"])), StatusCode.NotFound);
    }
}
