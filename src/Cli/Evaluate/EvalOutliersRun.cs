using Triage.Cli.Output;
using Triage.Training.Outliers;

namespace Triage.Cli.Evaluate;

internal sealed class EvalOutliersRun(Screen screen, TimeProvider time, int seed)
{
    private readonly long _began = time.GetTimestamp();

    public async Task<OutliersReport> OfAsync(string folder, CancellationToken cancellationToken)
    {
        var files = OutlierSet.FilesOf(folder);
        var figures = new SortedDictionary<string, OutlierFigures>(StringComparer.Ordinal);
        var steps = 0;
        void Judge()
        {
            foreach (var file in files)
            {
                var set = OutlierSet.Read(file);
                figures[set.Name] = OutlierEvaluation.Of(set, seed, () => Interlocked.Increment(ref steps), cancellationToken);
            }
        }

        var work = Task.Run(Judge, cancellationToken);
        await screen.WatchAsync($"Judging {files.Length} sets", () => WorkProgress.Of(Volatile.Read(ref steps), files.Length * OutlierEvaluation.Steps), work, time);
        await work;
        var combinations = figures.ToDictionary(set => set.Key, set => set.Value.Combinations);
        return new()
        {
            Seed = seed,
            RocAuc = figures.ToDictionary(set => set.Key, set => set.Value.Aucs),
            Mean = DetectorAucs.MeanOf([.. figures.Values.Select(set => set.Aucs)]),
            Combinations = combinations,
            LeftOut = LeaveOneSetOut.Of(combinations),
            Sets = figures.ToDictionary(set => set.Key, set => set.Value.Counts),
            Seconds = time.GetElapsedTime(_began).TotalSeconds,
        };
    }
}
