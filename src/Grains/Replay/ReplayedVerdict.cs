using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Replay;

namespace Triage.Grains.Replay;

/// <summary>One verdict, computed again.</summary>
/// <param name="Seq">Of the verdict in the invoice's history.</param>
/// <param name="ModelVersion">Whose models scored it freshly; <c>null</c>: none did.</param>
/// <param name="Findings">Empty where it came out the same.</param>
public sealed record ReplayedVerdict(
    InvoiceKey Key,
    long Seq,
    long AtMicros,
    VerdictKind Kind,
    string? ModelVersion,
    string GateVersion,
    ImmutableArray<byte> PolicySha256,
    ReplayOutcome Outcome,
    ImmutableArray<ReplayFinding> Findings);
