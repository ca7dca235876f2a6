using Google.Rpc;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Cli.Registry;

/// <summary>What became of an action: the document of `--json`.</summary>
internal sealed record ActionReport
{
    /// <summary>As the contract writes it: DONE, UNCHANGED or WOULD_BE_DONE; else REFUSED.</summary>
    public required string Outcome { get; init; }

    public ActionRow? Action { get; init; }

    /// <summary>Null: none.</summary>
    public string? InForce { get; init; }

    public string? Shadow { get; init; }

    public IReadOnlyList<RefusalRow> Refusals { get; init; } = [];

    public static ActionReport Of(RegistryResponse response) => new()
    {
        Outcome = ProtoNames.Of(response.Outcome),
        Action = response.Action is { } action ? ActionRow.Of(action) : null,
        InForce = NameOf(response.InForce),
        Shadow = NameOf(response.Shadow),
    };

    public static ActionReport Refused(RpcException refused) => new()
    {
        Outcome = "REFUSED",
        Refusals = refused.GetRpcStatus()?.GetDetail<PreconditionFailure>() is { Violations.Count: > 0 } failure
            ? [.. failure.Violations.Select(violation => new RefusalRow(violation.Type, violation.Subject, violation.Description))]
            : [new RefusalRow("", "", refused.Status.Detail)],
    };

    public int ToExitCode() => Outcome == "REFUSED" ? ExitCode.Failed : ExitCode.Ok;

    private static string? NameOf(string version) => version.Length == 0 ? null : version;
}

/// <summary>One thing that speaks against an action.</summary>
internal sealed record RefusalRow(string Type, string Subject, string Description);
