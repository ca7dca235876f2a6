namespace Triage.Models.Gating;

/// <param name="SlaHours">Within how many hours of entering its queue a person should have answered.</param>
public sealed record ExceptionEntry(
    ExceptionCode Code,
    Severity Severity,
    ReviewQueue Queue,
    int SlaHours,
    ResolverRole Resolver,
    string Meaning);
