using Triage.Cli.Output;
using Triage.Models.Features.Coding;
using Triage.Training.Coding;

namespace Triage.Cli.Evaluate;

internal sealed class EvalCodingRun(Screen screen, TimeProvider time, int seed, CodeField field)
{
    public async Task<CodingReport> RunAsync(Split split, CancellationToken cancellationToken)
    {
        var steps = new Steps(screen, time);
        var (invoices, fromDay) = await split.ReadAsync(screen, time, cancellationToken);
        var cases = CodingCases.Of(invoices, field);
        var options = new CodingTrainingOptions();
        options = options with { Trees = options.Trees with { Seed = seed } };
        var model = await Task.Run(() => CodingTrainer.Train(cases, fromDay, options, steps.Begin, cancellationToken).Model, cancellationToken);
        steps.Begin("Asking every later line, with history that ended and with history that grows");
        var frozen = Task.Run(() => CodingEvaluation.Of(cases, model, fromDay, cases.LastDay + 1, isGrowing: false, cancellationToken).Figures, cancellationToken);
        var growing = Task.Run(() => CodingEvaluation.Of(cases, model, fromDay, cases.LastDay + 1, isGrowing: true, cancellationToken).Figures, cancellationToken);
        var figures = await Task.WhenAll(frozen, growing);
        return new()
        {
            Field = field,
            TrainedUntil = Split.Written(fromDay - 1),
            TrainedLines = cases.Before(fromDay).Count(),
            Frozen = figures[0],
            Growing = figures[1],
            Seconds = steps.Seconds,
        };
    }
}
