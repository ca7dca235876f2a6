using System.Collections.Immutable;
using Triage.Models.Policy;
using static Triage.Models.Gating.ExceptionCode;
using static Triage.Models.Policy.AlwaysHumanClass;

namespace Triage.Models.Gating;

/// <summary>What a person decides whatever the scores and the rules say. A policy can add to it, never take away.</summary>
public static class AlwaysHuman
{
    public static readonly ImmutableArray<AlwaysHumanEntry> All =
    [
        new(MedicalNecessity, "A decision to deny, delay or modify on medical necessity.", false, []),
        new(UnlistedOrModifiedProcedure, "Unlisted procedure codes and modifiers that need a reading.", true, [CodingRegulated]),
        new(
            BankDetailsOrSupplierStanding,
            "Changed bank details; a new, reactivated, held or excluded supplier.",
            true,
            [SupplierUnknown, SupplierOnHold, SupplierExcluded, BankDetailsChanged]),
        new(CreditOrTakeback, "Credit notes, credit balances and takebacks.", true, [CreditNote]),
        new(
            DrugPricingOrConsignment,
            "Drug pricing programmes, rebates, consigned implants without usage record.",
            false,
            [ServiceRecordMissing]),
        new(
            OverLimitOrSplit,
            "An amount over the limit, or split to stay under it (splits have no source yet).",
            true,
            [ApprovalLimit, LimitSplit]),
        new(DuplicateOfPaid, "A suspected duplicate, whether or not either is known to be paid.", true, [DuplicateSuspected]),
        new(
            CrossFacilityOrCurrency,
            "Across facilities or related parties (no source yet), or in an unexpected currency.",
            true,
            [CurrencyUnexpected]),
        new(
            AlwaysHumanClass.ExtractionUnsure,
            "Low confidence in a field read from a document.",
            false,
            [ExceptionCode.ExtractionUnsure, DocumentUnreadable]),
        new(
            OutOfDistributionOrColdStart,
            "An unknown family (no source yet), an unknown facility or service line, or a scorer that is absent.",
            true,
            [FacilityColdStart, ModelUnavailable]),
        new(PromptPayDeadlineAtRisk, "A statutory payment deadline at risk.", false, []),
        new(
            LateDocumentOrSupersession,
            "A late document (no source yet), or a supersession that came too late.",
            true,
            [StatusContradictory]),
        new(LegalHoldOrPatientData, "A legal hold, or patient data where none belongs.", false, []),
        new(AlwaysHumanClass.NoRuleMatched, "Nothing is wrong, but no rule lets it pass.", true, [ExceptionCode.NoRuleMatched]),
    ];

    /// <summary>Whether a person must decide because of this exception: built in, or named by the policy.</summary>
    public static bool Covers(ExceptionCode code, TriagePolicy policy) =>
        All.Any(entry => (entry.Active || policy.AlwaysHuman.Contains(entry.Class)) && entry.Codes.Contains(code));
}
