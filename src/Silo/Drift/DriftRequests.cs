using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Drift;

/// <summary>What is asked, every violation at once.</summary>
internal static class DriftRequests
{
    private const int WeeksDefault = 8;
    private const int WeeksMax = 53;

    /// <returns>The version, <c>null</c> for the one in force, and how many weeks.</returns>
    public static (string? Version, int Weeks) Read(this Proto.MeasureDriftRequest request)
    {
        var violations = new Violations();
        var version = new Fields(violations).Identifier("model_version", request.ModelVersion);
        if (request.Weeks is < 0 or > WeeksMax)
        {
            violations.Add("weeks", $"must lie between 1 and {WeeksMax}, or be left out");
        }

        violations.ThrowIfAny();
        return (version, request.Weeks == 0 ? WeeksDefault : request.Weeks);
    }
}
