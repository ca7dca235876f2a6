namespace Triage.Models.Gating;

/// <param name="SlaHours">Within how many hours of entering its queue a person should have answered.</param>
/// <param name="EffortMinutes">What a person is expected to spend on it until outcomes tell better.</param>
public sealed record ExceptionEntry(
    ExceptionCode Code,
    Severity Severity,
    ReviewQueue Queue,
    int SlaHours,
    int EffortMinutes,
    ResolverRole Resolver,
    string Meaning);
