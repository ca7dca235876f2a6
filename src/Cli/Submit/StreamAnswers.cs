using Google.Rpc;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Cli.Submit;

/// <summary>Takes a stream's answers: counts them, records them, and has sent again what the service asked for later.</summary>
internal sealed class StreamAnswers(InFlightWindow window, SubmitTally tally, RunRecord? record, TimeProvider time)
{
    private const int DeferralsMax = 8;

    /// <summary>How many came so far.</summary>
    public long Count { get; private set; }

    public void Take(SubmitStreamResponse answer, CancellationToken cancellationToken)
    {
        if (!window.TryAnswer(answer.Ordinal, out var item))
        {
            return;
        }

        Count++;
        if (answer.OutcomeCase == SubmitStreamResponse.OutcomeOneofCase.Accepted)
        {
            record?.Ok(item.Invoice.IdempotencyKey, answer.Accepted);
            tally.Accepted(item.Invoice.Invoice, answer.Accepted, answer.IdempotentReplay, time.GetElapsedTime(item.Since));
            window.Release();
            return;
        }

        var (refused, status) = (answer.Refused, (StatusCode)answer.Refused.Code);
        Record(status, item.Invoice.IdempotencyKey);
        var delay = refused.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan();
        // What is too large stays too large: only a refusal that names a delay is for later.
        if ((status is StatusCode.Unavailable || (status is StatusCode.ResourceExhausted && delay is not null)) && ++item.Deferrals < DeferralsMax)
        {
            _ = window.SendLaterAsync(item, delay ?? Backoff.After(item.Deferrals), cancellationToken);
            return;
        }

        tally.Refused(item.Invoice, ProtoNames.Of(status), refused.Message, time.GetElapsedTime(item.Since));
        window.Release();
    }

    // Only a status that names the request itself proves that nothing happened.
    private void Record(StatusCode status, string key)
    {
        if (status is StatusCode.InvalidArgument or StatusCode.AlreadyExists or StatusCode.FailedPrecondition or StatusCode.PermissionDenied or StatusCode.ResourceExhausted)
        {
            record?.Failed(key);
        }
        else
        {
            record?.Unknown(key);
        }
    }
}
