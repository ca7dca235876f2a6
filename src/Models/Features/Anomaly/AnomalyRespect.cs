namespace Triage.Models.Features.Anomaly;

/// <summary>In which respect an invoice is unusual: every feature belongs to one.</summary>
public enum AnomalyRespect
{
    Amount,
    AccountCode,
    CostCentre,
    Rhythm,
    Facility,
}
