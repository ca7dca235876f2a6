namespace Triage.Models.MasterData;

public enum ActivationOutcome
{
    /// <summary>Durable and in force.</summary>
    Activated = 1,

    /// <summary>Another version came into force meanwhile: nothing was written.</summary>
    Overtaken = 2,
}
