using System.CommandLine;
using Grpc.Core;
using Triage.Cli.Output;
using Triage.Cli.Tokens;
using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Cli.Registry;

/// <summary>What changes where a version stands.</summary>
internal static class ActCommands
{
    private const int DisagreementsShown = 100;

    public static Command Shadow(GlobalOptions global, TimeProvider time)
    {
        var version = RegistryOptions.Version();
        var stop = new Option<bool>("--stop") { Description = "End the comparison; what was compared stays" };
        var reason = RegistryOptions.Reason(isRequired: false);
        var disagreements = new Option<bool>("--disagreements") { Description = "Change nothing: list the invoices about which it differs from the version in force" };
        var before = new Option<long>("--before") { Description = "With --disagreements: only verdicts before this position of the feed", HelpName = "POSITION" };
        var command = new Command("shadow", "Have a version score beside the one in force, and list where they differ; no verdict rests on it") { version, stop, reason, disagreements, before };
        return Create(command, global, time, TokenRoles.DataScientist, (parsed, after) =>
        {
            var (name, why) = (parsed.GetRequiredValue(version), parsed.GetValue(reason) ?? "");
            return parsed.GetValue(stop)
                ? (client, cancellationToken) => client.Registry.StopShadowAsync(
                    new() { Version = name, Reason = why, ExpectedNumber = after, IdempotencyKey = RegistryCaller.KeyOf(RegistryActionKind.ShadowStopped, name, why, after) }, cancellationToken: cancellationToken)
                : (client, cancellationToken) => client.Registry.StartShadowAsync(
                    new() { Version = name, Reason = why, ExpectedNumber = after, IdempotencyKey = RegistryCaller.KeyOf(RegistryActionKind.ShadowStarted, name, why, after) }, cancellationToken: cancellationToken);
        }, async (client, parsed, screen, output, cancellationToken) =>
        {
            if (!parsed.GetValue(disagreements))
            {
                return false;
            }

            var name = parsed.GetRequiredValue(version);
            var found = await client.Registry.ListShadowDisagreementsAsync(new() { Version = name, PageSize = DisagreementsShown, BeforePosition = parsed.GetValue(before) }, cancellationToken: cancellationToken);
            var report = DisagreementReport.Of(name, found);
            report.Show(screen);
            await output.WriteAsync(report, cancellationToken);
            return true;
        });
    }

    public static Command Promote(GlobalOptions global, TimeProvider time)
    {
        var version = RegistryOptions.Version();
        var reason = RegistryOptions.Reason(isRequired: true);
        var dryRun = new Option<bool>("--dry-run") { Description = "Say whether it would be, and what is missing; change nothing" };
        return Create(new Command("promote", "Put a version in force; by another person than who trained and registered it") { version, reason, dryRun }, global, time, TokenRoles.ModelApprover, (parsed, after) =>
        {
            var (name, why) = (parsed.GetRequiredValue(version), parsed.GetRequiredValue(reason) ?? "");
            var request = new PromoteModelRequest
            {
                Version = name,
                Reason = why,
                DryRun = parsed.GetValue(dryRun),
                ExpectedNumber = after,
                IdempotencyKey = RegistryCaller.KeyOf(RegistryActionKind.Promoted, name, why, after),
            };
            return (client, cancellationToken) => client.Registry.PromoteModelAsync(request, cancellationToken: cancellationToken);
        });
    }

    public static Command RollBack(GlobalOptions global, TimeProvider time)
    {
        var to = new Option<string?>("--to") { Description = "An earlier version; without it the one that was in force before", HelpName = "VERSION" };
        var reason = RegistryOptions.Reason(isRequired: true);
        return Create(new Command("rollback", "Put the version back in force that was before") { to, reason }, global, time, TokenRoles.ModelApprover, (parsed, after) =>
        {
            var (name, why) = (parsed.GetValue(to) ?? "", parsed.GetRequiredValue(reason) ?? "");
            return (client, cancellationToken) => client.Registry.RollBackModelAsync(
                new() { Version = name, Reason = why, ExpectedNumber = after, IdempotencyKey = RegistryCaller.KeyOf(RegistryActionKind.RolledBack, name, why, after) }, cancellationToken: cancellationToken);
        });
    }

    public static Command Retire(GlobalOptions global, TimeProvider time)
    {
        var version = RegistryOptions.Version();
        var reason = RegistryOptions.Reason(isRequired: true);
        return Create(new Command("retire", "Take a version out of use for good; its files stay") { version, reason }, global, time, TokenRoles.ModelApprover, (parsed, after) =>
        {
            var (name, why) = (parsed.GetRequiredValue(version), parsed.GetRequiredValue(reason) ?? "");
            return (client, cancellationToken) => client.Registry.RetireModelAsync(
                new() { Version = name, Reason = why, ExpectedNumber = after, IdempotencyKey = RegistryCaller.KeyOf(RegistryActionKind.Retired, name, why, after) }, cancellationToken: cancellationToken);
        });
    }

    private static Command Create(
        Command command, GlobalOptions global, TimeProvider time, string role, Func<ParseResult, long, Func<TriageClient, CancellationToken, AsyncUnaryCall<RegistryResponse>>> request,
        Func<TriageClient, ParseResult, Screen, JsonOutput, CancellationToken, Task<bool>>? look = null)
    {
        var caller = new RegistryCaller();
        var json = GlobalOptions.Json();
        command.Add(json);
        caller.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            using var client = await caller.ConnectAsync(parsed, global, time, role, cancellationToken);
            if (look is not null && await look(client, parsed, screen, output, cancellationToken))
            {
                return ExitCode.Ok;
            }

            var report = await ActAsync(client, request(parsed, await RegistryCaller.LastNumberAsync(client, cancellationToken)), cancellationToken);
            new RegistryTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
            return report.ToExitCode();
        });
        return command;
    }

    /// <summary>A refusal is a report too: all that speaks against it.</summary>
    internal static async Task<ActionReport> ActAsync(TriageClient client, Func<TriageClient, CancellationToken, AsyncUnaryCall<RegistryResponse>> request, CancellationToken cancellationToken)
    {
        try
        {
            return ActionReport.Of(await request(client, cancellationToken));
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
        {
            return ActionReport.Refused(refused);
        }
    }
}
