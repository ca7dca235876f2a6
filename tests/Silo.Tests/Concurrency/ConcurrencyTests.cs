using Grpc.Core;
using Triage.Silo.Tests.Live;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Concurrency;

/// <summary>Many at once about one thing: one of them does it, the others are told what was done.</summary>
public sealed class ConcurrencyTests(LiveSilo silo)
{
    private const int Many = 50;

    private static int _names;

    private readonly string _name = $"at-once-{Interlocked.Increment(ref _names)}";

    [Fact]
    public async Task Submit_one_key_many_times_at_once_is_one_invoice_and_one_reply()
    {
        var answers = await AtOnceAsync(_ => SubmitAsync(Submission(_name)));
        Assert.All(answers, answer => Assert.Equal(StatusCode.OK, answer.Code));
        Assert.Single(answers.Select(answer => answer.Response!).Distinct());
        Assert.Single(answers, answer => !answer.IsReplay);
        var history = await silo.Intake.GetHistoryAsync(new() { InvoiceId = $"invoices/erp/{_name}" }, silo.Caller());
        Assert.Equal([1L, 2L], history.Events.Select(happened => happened.Seq));
    }

    [Fact]
    public async Task Submit_one_key_for_many_invoices_at_once_is_one_of_them()
    {
        var answers = await AtOnceAsync(i => SubmitAsync(Submission($"{_name}-{i}", key: _name)));
        Assert.Single(answers, answer => answer.Code == StatusCode.OK);
        Assert.Equal(Many - 1, answers.Count(answer => answer is { Code: StatusCode.AlreadyExists, Reason: "IDEMPOTENCY_KEY_REUSED" }));
        Assert.Single(await IdsAsync());
    }

    [Fact]
    public async Task Submit_one_invoice_under_many_keys_at_once_is_one_invoice()
    {
        var answers = await AtOnceAsync(i => SubmitAsync(Submission(_name, key: $"{_name}-{i}")));
        Assert.All(answers, answer => Assert.Equal(StatusCode.OK, answer.Code));
        Assert.Single(answers, answer => !answer.IsReplay);
        Assert.Single(await IdsAsync());
    }

    [Fact]
    public async Task Submit_one_invoice_with_many_contents_at_once_is_the_first_of_them()
    {
        var answers = await AtOnceAsync(i =>
        {
            var submission = Submission(_name, key: $"{_name}-{i}");
            submission.Invoice.Lines[0].AmountMinor = i;
            return SubmitAsync(submission);
        });
        Assert.Single(answers, answer => answer.Code == StatusCode.OK);
        Assert.Equal(Many - 1, answers.Count(answer => answer is { Code: StatusCode.AlreadyExists, Reason: "INVOICE_EXISTS" }));
    }

    [Fact]
    public async Task SubmitStream_one_key_many_times_in_one_stream_is_one_invoice()
    {
        using var call = silo.Intake.SubmitStream(silo.Caller());
        for (var i = 0; i < Many; i++)
        {
            await call.RequestStream.WriteAsync(new() { Ordinal = 7, Submit = Submission(_name) });
        }

        await call.RequestStream.CompleteAsync();
        var answers = await call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken).ToArrayAsync();
        Assert.Equal(Many, answers.Length);
        Assert.Single(answers.Select(answer => answer.Accepted).Distinct());
        Assert.Single(answers, answer => !answer.IdempotentReplay);
    }

    [Fact]
    public async Task Cancel_many_times_at_once_happens_once()
    {
        await SubmitAsync(Submission(_name));
        var answers = await AtOnceAsync(i => AnswerAsync(silo.Intake.CancelAsync(
            new() { InvoiceId = $"invoices/erp/{_name}", IdempotencyKey = $"{_name}-{i}", Reason = "race" }, silo.Caller())));
        Assert.Single(answers, answer => answer.Code == StatusCode.OK);
        Assert.Equal(Many - 1, answers.Count(answer => answer.Code == StatusCode.FailedPrecondition));
        Assert.Equal(1, await CountAsync(happened => happened.Cancelled is not null));
    }

    [Fact]
    public async Task Amend_many_times_at_once_takes_the_place_once()
    {
        await SubmitAsync(Submission(_name));
        var answers = await AtOnceAsync(i => AnswerAsync(silo.Intake.AmendAsync(
            new() { InvoiceId = $"invoices/erp/{_name}", IdempotencyKey = $"{_name}-{i}", Invoice = Samples.Invoice($"{_name}-{i}"), Wait = Proto.Wait.Verdict }, silo.Caller())));
        Assert.All(answers, answer => Assert.True(answer.Code is StatusCode.OK or StatusCode.FailedPrecondition or StatusCode.Unavailable, answer.ToString()));
        Assert.Equal(1, await CountAsync(happened => happened.Superseded is not null));
        var old = await silo.Intake.GetInvoiceAsync(new() { InvoiceId = $"invoices/erp/{_name}" }, silo.Caller());
        Assert.Equal(Proto.InvoiceStatus.Superseded, old.InvoiceStatus);
        Assert.StartsWith($"invoices/erp/{_name}-", old.SupersededByInvoiceId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_of_all_kinds_at_once_leave_a_history_without_gap_or_fork()
    {
        await SubmitAsync(Submission(_name));
        var id = $"invoices/erp/{_name}";
        var answers = await AtOnceAsync(i => (i % 5) switch
        {
            0 => AnswerAsync(silo.Intake.RetriageAsync(new() { InvoiceId = id, IdempotencyKey = $"{_name}-{i}", Reason = "race" }, silo.Caller())),
            1 => AnswerAsync(silo.Intake.ProvideReferenceAsync(new() { InvoiceId = id, IdempotencyKey = $"{_name}-{i}", Reference = Proto.Reference.PurchaseOrder, Value = $"PO-{i}" }, silo.Caller())),
            2 when i > 40 => AnswerAsync(silo.Intake.CancelAsync(new() { InvoiceId = id, IdempotencyKey = $"{_name}-{i}", Reason = "race" }, silo.Caller())),
            3 => AnswerAsync(silo.Intake.GetHistoryAsync(new() { InvoiceId = id }, silo.Caller())),
            _ => AnswerAsync(silo.Intake.GetInvoiceAsync(new() { InvoiceId = id }, silo.Caller())),
        });
        Assert.All(answers, answer => Assert.True(answer.Code is StatusCode.OK or StatusCode.FailedPrecondition, answer.ToString()));
        var history = await silo.Intake.GetHistoryAsync(new() { InvoiceId = id }, silo.Caller());
        Assert.Equal(Enumerable.Range(1, history.Events.Count).Select(seq => (long)seq), history.Events.Select(happened => happened.Seq));
        Assert.InRange(history.Events.Count(happened => happened.ReferenceProvided is not null), 0, 1);
        Assert.InRange(history.Events.Count, 3, 2 + (2 * Many));
        Assert.InRange(history.Events.Count(happened => happened.Cancelled is not null), 0, 1);
    }

    /// <summary>A deadline that passes at any moment undoes nothing and does nothing twice.</summary>
    [Fact]
    public async Task Submit_with_deadlines_that_pass_at_any_moment_is_one_invoice_whose_retry_gives_the_reply()
    {
        var answers = await AtOnceAsync(i => AnswerAsync(silo.Intake.SubmitAsync(Submission(_name), silo.Caller(), DateTime.UtcNow.AddMilliseconds(i))));
        Assert.All(answers, answer => Assert.True(answer.Code is StatusCode.OK or StatusCode.DeadlineExceeded or StatusCode.Cancelled, answer.ToString()));
        var settled = await SubmitAsync(Submission(_name));
        Assert.Equal(StatusCode.OK, settled.Code);
        Assert.All(answers.Where(answer => answer.Response is not null), answer => Assert.Equal(settled.Response, answer.Response));
        Assert.Equal(1, await CountAsync(happened => happened.Received is not null));
    }

    [Fact]
    public async Task Submit_cancelled_by_its_caller_at_any_moment_is_settled_by_the_same_key()
    {
        await Task.WhenAll(Enumerable.Range(0, Many).Select(async i =>
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(i / 2.0));
            await AnswerAsync(silo.Intake.SubmitAsync(Submission($"{_name}-{i}"), silo.Caller(), cancellationToken: stop.Token));
        }));
        var settled = await AtOnceAsync(i => SubmitAsync(Submission($"{_name}-{i}")));
        Assert.All(settled, answer => Assert.Equal((StatusCode.OK, Proto.InvoiceStatus.InReview), (answer.Code, ((Proto.SubmitResponse)answer.Response!).InvoiceStatus)));
        Assert.Equal(Many, (await IdsAsync()).Count);
    }

    [Fact]
    public async Task ListInvoices_pages_read_while_invoices_arrive_repeat_and_skip_nothing_that_was_there()
    {
        await AtOnceAsync(i => SubmitAsync(Submission($"{_name}-{i}")));
        var arriving = AtOnceAsync(i => SubmitAsync(Submission($"{_name}-late-{i}")));
        var seen = new List<string>();
        var request = new Proto.ListInvoicesRequest { PageSize = 7, SourceSystem = "erp" };
        do
        {
            var page = await silo.Intake.ListInvoicesAsync(request, silo.Caller());
            seen.AddRange(page.Invoices.Select(row => row.InvoiceId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        await arriving;
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(Enumerable.Range(0, Many).Select(i => $"invoices/erp/{_name}-{i}").Except(seen));
    }

    private static async Task<Answer[]> AtOnceAsync(Func<int, Task<Answer>> call)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, Many).Select(async i =>
        {
            await start.Task;
            return await call(i);
        }).ToArray();
        start.SetResult();
        return await Task.WhenAll(calls);
    }

    private Task<Answer> SubmitAsync(Proto.SubmitRequest request) => AnswerAsync(silo.Intake.SubmitAsync(request, silo.Caller()));

    private static async Task<Answer> AnswerAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            var response = await call;
            return new Answer(StatusCode.OK, response, (await call.ResponseHeadersAsync).GetValue("idempotent-replay") == "true", null);
        }
        catch (RpcException refused)
        {
            return new Answer(refused.StatusCode, null, false, Samples.Reason(refused));
        }
    }

    private static Proto.SubmitRequest Submission(string id, string? key = null) => new() { IdempotencyKey = key ?? id, Invoice = Samples.Invoice(id), Wait = Proto.Wait.Verdict };

    private async Task<int> CountAsync(Func<Proto.HistoryEvent, bool> which) =>
        (await silo.Intake.GetHistoryAsync(new() { InvoiceId = $"invoices/erp/{_name}" }, silo.Caller())).Events.Count(which);

    /// <summary>Of this test's invoices.</summary>
    private async Task<IReadOnlyList<string>> IdsAsync()
    {
        var ids = new List<string>();
        var request = new Proto.ListInvoicesRequest { PageSize = 1000 };
        do
        {
            var page = await silo.Intake.ListInvoicesAsync(request, silo.Caller());
            ids.AddRange(page.Invoices.Select(row => row.InvoiceId).Where(id => id == $"invoices/erp/{_name}" || id.StartsWith($"invoices/erp/{_name}-", StringComparison.Ordinal)));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return ids;
    }

    private sealed record Answer(StatusCode Code, object? Response, bool IsReplay, string? Reason);
}
