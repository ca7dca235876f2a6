using Google.Rpc;
using Grpc.Core;

namespace Triage.Silo.Errors;

/// <summary>Collects what is wrong with a request, so that all of it is answered at once. Values are never taken in.</summary>
internal sealed class Violations
{
    // Details travel in a trailer, and common clients refuse trailers above 8 KB.
    private const int ListedMax = 50;

    private readonly BadRequest request = new();

    public int Count { get; private set; }

    public void Add(string field, string rule)
    {
        Count++;
        if (request.FieldViolations.Count < ListedMax)
        {
            request.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = rule });
        }
    }

    /// <summary><c>null</c>: nothing is wrong.</summary>
    public RpcException? Refusal => Count == 0 ? null : RpcErrors.Of(
        Code.InvalidArgument,
        Count == request.FieldViolations.Count ? $"The request has {Count} violation(s)." : $"The request has {Count} violations, the first {request.FieldViolations.Count} are listed.",
        request);

    public void ThrowIfAny()
    {
        if (Refusal is { } refusal)
        {
            throw refusal;
        }
    }
}
