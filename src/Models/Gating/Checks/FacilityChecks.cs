namespace Triage.Models.Gating.Checks;

/// <summary>Where it belongs, held against the tenant's facilities.</summary>
public static class FacilityChecks
{
    public static CheckResult FacilityKnown(GateInput input) => (input.MasterData.Facilities, input.Invoice.Facility) switch
    {
        (null, _) or (_, null) => CheckResult.NotApplicable,
        ({ } facilities, { } id) when facilities.ById(id) is not null => CheckResult.Passed,
        _ => CheckResult.Failed(ExceptionCode.FacilityColdStart, "Master data does not have the facility.", "facility"),
    };

    public static CheckResult ServiceLineKnown(GateInput input) =>
        input.MasterData.Facilities?.ById(input.Invoice.Facility) is not { ServiceLines: { IsEmpty: false } lines } || input.Invoice.ServiceLine is not { } line
            ? CheckResult.NotApplicable
            : lines.Contains(line, StringComparer.Ordinal)
                ? CheckResult.Passed
                : CheckResult.Failed(ExceptionCode.FacilityColdStart, "The facility does not have the service line.", "service_line");
}
