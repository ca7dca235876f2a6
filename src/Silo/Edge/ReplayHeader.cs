using Grpc.Core;

namespace Triage.Silo.Edge;

internal static class ReplayHeader
{
    private const string Name = "idempotent-replay";

    /// <summary>Set, not flushed: the header leaves with the answer.</summary>
    public static void MarkReplay(this ServerCallContext context, bool isReplay)
    {
        if (isReplay)
        {
            context.GetHttpContext().Response.Headers[Name] = "true";
        }
    }
}
