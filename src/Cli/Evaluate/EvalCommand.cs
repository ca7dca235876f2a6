using System.CommandLine;

namespace Triage.Cli.Evaluate;

internal static class EvalCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time) => new("eval", "Train on older history, and judge the models on what came after")
    {
        EvalAnomalyCommand.Create(time),
        EvalCodingCommand.Create(time),
        EvalDriftCommand.Create(global, time),
        EvalDuplicatesCommand.Create(time),
        EvalOutliersCommand.Create(time),
        EvalSuppliersCommand.Create(time),
        EvalPairsCommand.Create(time),
        EvalPriorityCommand.Create(time),
    };
}
