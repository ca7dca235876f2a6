using System.Collections.Immutable;
using CsCheck;
using Triage.Grains.Tests.Faults;

namespace Triage.Grains.Tests.Invoices;

internal enum StepKind
{
    Submit,
    SubmitWithoutWaiting,
    SubmitAnotherPayload,
    ProvideOrder,
    ProvideContract,
    Retriage,
    Cancel,
    Amend,
    ReportPosted,
    ReportRefused,
    ReportScheduled,
    ReportPaid,
    ReportCancelled,
    Forget,
    PassDeadline,
    PassHostDeadline,
    Scan,
}

/// <summary>One thing that happens to an invoice.</summary>
/// <param name="Key">Which of a few idempotency keys a request has; with the same one it is a retry, or a reuse.</param>
/// <param name="Faults">Which of the request's storage calls fail, over all its tries.</param>
internal sealed record Step(StepKind Kind, int Key, ImmutableDictionary<int, FaultMoment> Faults)
{
    public static readonly Gen<Step> Any = Gen.Select(
        // Submissions more often than not come first, the others need one; what ends an invoice comes less often.
        Gen.Frequency<StepKind>(
            (4, Gen.Const(StepKind.Submit)),
            (2, Gen.Const(StepKind.SubmitWithoutWaiting)),
            (1, Gen.Const(StepKind.SubmitAnotherPayload)),
            (3, Gen.Const(StepKind.ProvideOrder)),
            (2, Gen.Const(StepKind.ProvideContract)),
            (3, Gen.Const(StepKind.Retriage)),
            (1, Gen.Const(StepKind.Cancel)),
            (1, Gen.Const(StepKind.Amend)),
            (3, Gen.Const(StepKind.ReportPosted)),
            (1, Gen.Const(StepKind.ReportRefused)),
            (2, Gen.Const(StepKind.ReportScheduled)),
            (2, Gen.Const(StepKind.ReportPaid)),
            (1, Gen.Const(StepKind.ReportCancelled)),
            (2, Gen.Const(StepKind.Forget)),
            (1, Gen.Const(StepKind.PassDeadline)),
            (1, Gen.Const(StepKind.PassHostDeadline)),
            (2, Gen.Const(StepKind.Scan))),
        Gen.Int[1, 2],
        Gen.Dictionary(Gen.Int[1, 8], Gen.Enum<FaultMoment>())[0, 3],
        (kind, key, faults) => new Step(kind, key, faults.ToImmutableDictionary()));

    public override string ToString() =>
        $"{Kind} {Key} [{string.Join(", ", Faults.OrderBy(fault => fault.Key).Select(fault => $"{fault.Value} {fault.Key}"))}]";
}
