using Triage.Grains.Drift;
using Triage.Grains.Replay;
using Triage.Models.Policy;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Packages;
using Triage.TestKit;

namespace Triage.Grains.Tests.Drift;

/// <summary>What is measured against references that no training made.</summary>
internal static class HandMade
{
    /// <summary>A week in which only the score of one model moved, or nothing did.</summary>
    public static WeekDrift Week(DateOnly monday, bool isComplete, bool hasMoved, int invoices = 200)
    {
        var features = DriftRows.ColumnsOf(ScorerNames.Anomaly).SkipLast(1).Select(name => Column(name, 0)).Append(Column(DriftRows.Score, hasMoved ? 1.5 : 0.01));
        return new(monday, isComplete, invoices, invoices, [new(ScorerNames.Anomaly, 500, invoices, [.. features])]);
    }

    private static ColumnDrift Column(string name, double index) => new(new(name, [1f], [500, 0, 0]), [200, 0, 0], index, ChanceLimit: 0.05);

    /// <summary>Packages of which only the reference is read.</summary>
    internal sealed class Models(DriftReference? reference) : IModelArtefacts
    {
        public int Reads { get; private set; }

        public ValueTask<ModelPackage> FindAsync(string tenant, string version, bool withHistory, CancellationToken cancellationToken = default)
        {
            Reads++;
            return new(new ModelPackage(null!, null!, null!, [], []) { Reference = reference });
        }
    }

    /// <summary>Says what a test has it say.</summary>
    internal sealed class Drift(Func<string, DateOnly, WeekDrift> measured) : IDrift
    {
        public List<DateOnly> Asked { get; } = [];

        public ValueTask<DriftReference> ReferenceAsync(string tenant, string version, CancellationToken cancellationToken = default) => new(SampleModels.Reference);

        public Task<WeekDrift> MeasureAsync(string tenant, string version, DateOnly monday, CancellationToken cancellationToken = default)
        {
            Asked.Add(monday);
            return Task.FromResult(measured(version, monday));
        }
    }
}
