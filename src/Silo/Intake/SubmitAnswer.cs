using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

internal readonly record struct SubmitAnswer(Proto.SubmitResponse Response, bool IsReplay);
