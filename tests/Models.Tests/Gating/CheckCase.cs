using Triage.Models.Gating;

namespace Triage.Models.Tests.Gating;

internal sealed record CheckCase(string Name, Check Check, Func<GateInput, GateInput> Change, CheckOutcome Outcome, ExceptionCode? Code);
