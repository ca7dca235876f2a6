using System.Collections.Immutable;
using Triage.Models.Policy;

namespace Triage.Models.Gating;

/// <param name="Active">Whether anything recognises the class today; <c>false</c>: no source yet.</param>
/// <param name="Codes">The exceptions through which it shows.</param>
public sealed record AlwaysHumanEntry(AlwaysHumanClass Class, string Description, bool Active, ImmutableArray<ExceptionCode> Codes);
