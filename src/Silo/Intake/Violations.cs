using Google.Rpc;
using Grpc.Core;
using Triage.Silo.Errors;

namespace Triage.Silo.Intake;

/// <summary>Collects everything that is wrong with a message; values are never repeated.</summary>
internal sealed class Violations
{
    private readonly BadRequest _found = new();

    public bool Any => _found.FieldViolations.Count > 0;

    public void Add(string field, string description) =>
        _found.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });

    public void ThrowIfAny()
    {
        if (Any)
        {
            throw Refusal.Of(StatusCode.InvalidArgument, $"The request has {_found.FieldViolations.Count} invalid field(s).", _found);
        }
    }
}
