using Grpc.Core;
using Triage.Models.History;
using Triage.Models.Scoring.Packages;
using Triage.Training;
using Triage.Training.Ledgers;

namespace Triage.Cli;

/// <summary>What a user reads instead of a stack trace.</summary>
internal static class Failures
{
    private const string Stopped = "Stopped before the end. Run the same command again: what was accepted is not lost or repeated.";

    public static (int ExitCode, string Message) Explain(Exception failure) => failure switch
    {
        CliException known => (known.ExitCode, known.Message),
        LedgerException ledger => (ExitCode.Failed, ledger.Message),
        TrainingException training => (ExitCode.Failed, training.Message),
        ModelPackageException package => (ExitCode.Failed, package.Message),
        RpcException rpc => Explain(rpc),
        StoreUnavailableException or StoreRefusedException => (ExitCode.Failed, $"{failure.Message} Name the service's data directory, and run as somebody who may read it."),
        DllNotFoundException library => (ExitCode.Failed, $"A library of the system is missing: {library.Message.Split('\n')[0]} ./triage setup installs what training needs."),
        OperationCanceledException => (ExitCode.Interrupted, Stopped),
        FileNotFoundException or DirectoryNotFoundException => (ExitCode.Failed, $"{failure.Message} Check the path."),
        UnauthorizedAccessException => (ExitCode.Failed, $"{failure.Message} Choose another place with --data or change the permissions."),
        IOException io => (ExitCode.Failed, io.Message),
        _ => (ExitCode.Failed, $"Unexpected {failure.GetType().Name}: {failure.Message} Please report it with the command that you ran."),
    };

    private static (int ExitCode, string Message) Explain(RpcException rpc) => rpc.StatusCode switch
    {
        StatusCode.Unavailable => (ExitCode.Unreachable, "The service can't be reached. Start it with ./triage serve, or check --address."),
        StatusCode.Cancelled => (ExitCode.Interrupted, Stopped),
        StatusCode.Unauthenticated => (ExitCode.Failed, "The service does not accept the token: mint one with ./triage token, from the service's own --data."),
        StatusCode.PermissionDenied => (ExitCode.Failed, $"The token does not allow this call. {rpc.Status.Detail} Mint one with ./triage token, with that --role and --facility."),
        StatusCode.Aborted => (ExitCode.Failed, $"{rpc.Status.Detail} Look at what is in force, then run the command again."),
        _ => (ExitCode.Failed, rpc.Status.Detail.Length == 0 ? $"The service answered {ProtoNames.Of(rpc.StatusCode)}." : $"The service answered {ProtoNames.Of(rpc.StatusCode)}: {rpc.Status.Detail}"),
    };
}
