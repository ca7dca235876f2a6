using Triage.Models.Features.Suppliers;
using Triage.Training.Suppliers;

namespace Triage.Cli.Evaluate;

/// <summary>How long a name takes, one after another on one thread.</summary>
internal static class SupplierPace
{
    private const int NamesMax = 500;

    public static double Measure(SupplierTruth truth, TimeProvider time)
    {
        var names = truth.Written.Take(NamesMax).ToArray();
        var features = new SupplierFeatures(truth.Index());
        features.Extract(names[0].Name);
        var began = time.GetTimestamp();
        foreach (var name in names)
        {
            features.Extract(name.Name);
        }

        return time.GetElapsedTime(began).TotalMilliseconds / names.Length;
    }
}
