using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Triage.Cli.Output;
using Triage.Cli.Tokens;
using Triage.Client;

namespace Triage.Cli.Registry;

/// <summary>What changes nothing.</summary>
internal static class LookCommands
{
    private const int ShownMax = 100;

    public static Command List(GlobalOptions global, TimeProvider time) => Create(new Command("list", "Versions, with where they stand"), global, time, async (client, _, screen, output, cancellationToken) =>
    {
        VersionRow[] rows = [.. (await client.Registry.ListModelsAsync(new() { PageSize = ShownMax }, cancellationToken: cancellationToken)).Models.Select(VersionRow.Of)];
        new RegistryTables(screen).Show(rows);
        await output.WriteAsync(new { Versions = rows }, cancellationToken);
    });

    public static Command Show(GlobalOptions global, TimeProvider time)
    {
        var version = RegistryOptions.Version();
        return Create(new Command("show", "A version: what it was trained on, its figures, files and shadow runs") { version }, global, time, async (client, parsed, screen, output, cancellationToken) =>
        {
            var report = VersionReport.Of(await client.Registry.GetModelAsync(new() { Version = parsed.GetRequiredValue(version) }, cancellationToken: cancellationToken));
            report.Show(screen);
            await output.WriteAsync(report, cancellationToken);
        });
    }

    public static Command At(GlobalOptions global, TimeProvider time)
    {
        var at = new Argument<string?>("TIME") { Description = $"{AskedTime.Forms}; without a zone in this machine's. Left out: now", Arity = ArgumentArity.ZeroOrOne };
        at.Validators.Add(given => AskedTime.Validate(given, time.LocalTimeZone));
        return Create(new Command("at", "What was in force at a time: models, policy and gate, since when and by whom") { at }, global, time, async (client, parsed, screen, output, cancellationToken) =>
        {
            var asked = parsed.GetValue(at) is { } text ? AskedTime.Parse(text, time.LocalTimeZone) : null;
            var response = await client.Registry.GetInForceAsync(new() { At = asked is { } known ? Timestamp.FromDateTimeOffset(known.At) : null }, cancellationToken: cancellationToken);
            var utc = asked?.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var report = InForceReport.Of(response, utc, asked?.Zone is { } zone ? $"The time had no zone and was read in this machine's, {zone}." : null);
            new RegistryTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
        });
    }

    public static Command Log(GlobalOptions global, TimeProvider time)
    {
        var before = new Option<long>("--before") { Description = "Only actions before this one", HelpName = "NUMBER" };
        return Create(new Command("log", "Everything that was done, newest first") { before }, global, time, async (client, parsed, screen, output, cancellationToken) =>
        {
            var actions = (await client.Registry.ListRegistryActionsAsync(new() { PageSize = ShownMax, BeforeNumber = parsed.GetValue(before) }, cancellationToken: cancellationToken)).Actions;
            ActionRow[] rows = [.. actions.Select(ActionRow.Of)];
            new RegistryTables(screen).Show(rows);
            if (rows is [.., { Number: > 1 and var last }])
            {
                screen.Line($"Earlier ones: ./triage registry log --before {last}");
            }

            await output.WriteAsync(new { Actions = rows }, cancellationToken);
        });
    }

    private static Command Create(Command command, GlobalOptions global, TimeProvider time, Func<TriageClient, ParseResult, Screen, JsonOutput, CancellationToken, Task> look)
    {
        var caller = new RegistryCaller();
        var json = GlobalOptions.Json();
        command.Add(json);
        caller.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            using var client = await caller.ConnectAsync(parsed, global, time, TokenRoles.Auditor, cancellationToken);
            await look(client, parsed, new Screen(output.TakesStandardOutput), output, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
