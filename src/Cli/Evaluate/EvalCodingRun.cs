using System.Globalization;
using Triage.Cli.Output;
using Triage.Models.Intake;
using Triage.Training.Coding;
using Triage.Training.Ledgers;

namespace Triage.Cli.Evaluate;

internal sealed class EvalCodingRun(Screen screen, TimeProvider time, string? mapping, int seed)
{
    // The last quarter is judged on where nobody says otherwise.
    private const double JudgedShare = 0.25;

    private readonly long _began = time.GetTimestamp();

    public async Task<CodingReport> OfLedgerAsync(string path, DateOnly? from, CancellationToken cancellationToken)
    {
        var cases = CodingCases.Of(await ReadAsync(path, cancellationToken));
        var fromDay = from?.DayNumber ?? cases.LastDay + 1 - (int)Math.Ceiling((cases.LastDay + 1 - cases.FirstDay) * JudgedShare);
        return await JudgeAsync(cases, fromDay, cancellationToken);
    }

    public async Task<CodingReport> OfPairAsync(string trainPath, string testPath, CancellationToken cancellationToken)
    {
        var trained = await ReadAsync(trainPath, cancellationToken);
        var judged = await ReadAsync(testPath, cancellationToken);
        var (train, test) = (CodingCases.Of(trained), CodingCases.Of(judged));
        if (test.FirstDay <= train.LastDay)
        {
            throw new CliException(ExitCode.Failed, $"{testPath} begins on {Day(test.FirstDay)}, before {trainPath} ends ({Day(train.LastDay)}): what is judged on must come after what is learned from.");
        }

        return await JudgeAsync(CodingCases.Of(trained.Concat(judged)), test.FirstDay, cancellationToken);
    }

    private async Task<List<Invoice>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var invoices = new List<Invoice>();
        long bad = 0;
        var progress = new LedgerProgress();
        async Task Read()
        {
            await foreach (var entry in Ledger.ReadAsync(path, mapping, cancellationToken, progress))
            {
                if (entry.Invoice is { } invoice)
                {
                    invoices.Add(LedgerInvoices.ToDomain(invoice.Invoice));
                }
                else
                {
                    bad++;
                }
            }
        }

        var work = Task.Run(Read, cancellationToken);
        await screen.WatchAsync($"Reading {Path.GetFileName(path)}", () => new WorkProgress(invoices.Count, null, progress.Share), work, time);
        await work;
        if (bad > 0)
        {
            screen.Line($"{bad:#,0} bad rows were left out.");
        }

        return invoices;
    }

    private async Task<CodingReport> JudgeAsync(CodingCases cases, int fromDay, CancellationToken cancellationToken)
    {
        void Step(string what) => screen.Line($"{time.GetElapsedTime(_began).TotalSeconds,6:0.0} s  {what}");
        var options = new CodingTrainingOptions();
        options = options with { Trees = options.Trees with { Seed = seed } };
        var model = await Task.Run(() => CodingTrainer.Train(cases, fromDay, options, Step, cancellationToken), cancellationToken);
        Step("Asking every later line, with the history of that day");
        var frozen = Task.Run(() => CodingEvaluation.Of(cases, model, fromDay, cases.LastDay + 1, isGrowing: false, cancellationToken), cancellationToken);
        var growing = Task.Run(() => CodingEvaluation.Of(cases, model, fromDay, cases.LastDay + 1, isGrowing: true, cancellationToken), cancellationToken);
        return new()
        {
            TrainedUntil = Day(fromDay - 1),
            TrainedLines = cases.Before(fromDay).Count(),
            Frozen = await frozen,
            Growing = await growing,
            Seconds = time.GetElapsedTime(_began).TotalSeconds,
        };
    }

    private static string Day(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
