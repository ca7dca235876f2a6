using Grpc.Core;
using Triage.Silo.Access;
using Triage.Silo.Edge;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.PlainService.Intake;

/// <summary>The contract's Submit with WAIT_VERDICT; nothing else of it is measured.</summary>
internal sealed class PlainIntake(PlainSubmission submission) : Proto.IntakeService.IntakeServiceBase
{
    public override async Task<Proto.SubmitResponse> Submit(Proto.SubmitRequest request, ServerCallContext context)
    {
        var (key, command) = Submission.Read(request, Identity.Of(context));
        if (!command.WaitForVerdict)
        {
            throw new RpcException(new Status(StatusCode.Unimplemented, "Only WAIT_VERDICT is measured."));
        }

        var result = await submission.SubmitAsync(key, command, context.CancellationToken);
        context.MarkReplay(result.IsReplay);
        return result.StateOrThrow().ToSubmitResponse(key);
    }
}
