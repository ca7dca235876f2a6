namespace Triage.Models.Features.Effort;

/// <summary>What is known of the work before it is done. Exceptions and queues go by their numbers.</summary>
/// <param name="Codes">The exceptions as a bit set.</param>
/// <param name="LeadingCode">The gravest of them.</param>
/// <param name="Queue">That of the leading one.</param>
/// <param name="ReferenceMinor">The amount in the reference currency.</param>
/// <param name="DefaultMinutes">What the catalogue expects of it.</param>
public readonly record struct EffortQuestion(long Codes, byte LeadingCode, byte Queue, int Lines, long ReferenceMinor, int DefaultMinutes);
