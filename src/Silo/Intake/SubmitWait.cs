namespace Triage.Silo.Intake;

/// <summary>Numbers equal the contract's.</summary>
internal enum SubmitWait : byte
{
    Received = 1,
    Verdict = 2,
}
