using Triage.Models.Gating.Checks;

namespace Triage.Models.Gating;

/// <summary>Whether master data in force would say other of an invoice than its verdict does.</summary>
public static class MasterDataImpact
{
    /// <summary>Only exceptions count: that something unobjectionable can be checked now changes nothing for anybody.</summary>
    public static bool Differs(Verdict verdict, GateInput now)
    {
        var codes = CheckTable.OfMasterData.SelectMany(entry => entry.Run(now).Findings).Select(Gate.ToReason).Select(Text).Order(StringComparer.Ordinal);
        return !codes.SequenceEqual(verdict.Reasons.Where(reason => IsOfMasterData(reason.Code)).Select(Text).Order(StringComparer.Ordinal));
    }

    /// <summary>Exceptions that nothing but master data raises.</summary>
    public static bool IsOfMasterData(ExceptionCode code) => code
        is ExceptionCode.SupplierUnknown or ExceptionCode.SupplierOnHold or ExceptionCode.SupplierExcluded
        or ExceptionCode.BankDetailsChanged or ExceptionCode.CodingRegulated or ExceptionCode.FacilityColdStart;

    private static string Text(Reason reason) => $"{(int)reason.Code} {string.Join(' ', reason.Evidence)}";
}
