using System.Collections.Immutable;
using Triage.Models.Gating.Checks;
using Triage.Models.Lifecycle;

namespace Triage.Models.Gating;

/// <summary>What other systems say of the invoice, as exceptions: one of each kind, with every report that it rests on.</summary>
internal static class ConcernFindings
{
    public static IEnumerable<Finding> Of(ImmutableArray<Concern> concerns) => concerns
        .GroupBy(concern => concern.Kind)
        .Select(kind => new Finding(CodeOf(kind.Key), TextOf(kind.Key), [.. kind.Select(concern => concern.Evidence)]));

    private static ExceptionCode CodeOf(ConcernKind kind) => kind switch
    {
        ConcernKind.Contradiction or ConcernKind.MoneyAfterEnd => ExceptionCode.StatusContradictory,
        ConcernKind.ErpRefused or ConcernKind.HostSilent => ExceptionCode.IntegrationFailed,
        ConcernKind.Recalled => ExceptionCode.NoRuleMatched,
        ConcernKind.PaymentFailed or ConcernKind.PaymentReversed => ExceptionCode.PaymentFailed,
        ConcernKind.PaidShort => ExceptionCode.RemittanceShort,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string TextOf(ConcernKind kind) => kind switch
    {
        ConcernKind.Contradiction => "Reports of other systems cannot be true beside the rest.",
        ConcernKind.MoneyAfterEnd => "It ended without payment here, and its payment goes on elsewhere.",
        ConcernKind.ErpRefused => "The ERP refused it.",
        ConcernKind.Recalled => "It was called back after it was cleared: no rule lets it pass again.",
        ConcernKind.PaymentFailed => "The payment did not go through.",
        ConcernKind.PaymentReversed => "The payment came back after it was made.",
        ConcernKind.PaidShort => "All was paid that will be, and it is less than was asked.",
        ConcernKind.HostSilent => "Nothing more was reported in the time that the host had.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
