using System.CommandLine;
using Triage.Cli.Submit;
using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Cli.Feed;

internal static class WatchCommand
{
    private const string Now = "now";
    private const string Start = "start";

    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var from = new Option<string?>("--from") { Description = $"{Now}, {Start}, or the cursor of an event; without it {Now}, with --once {Start}", HelpName = "CURSOR" };
        var once = new Option<bool>("--once") { Description = "Show what there is, then end" };
        var type = new Option<EventType[]>("--type")
        {
            Description = $"Repeatable: {string.Join(", ", EventTypes.Names)}",
            HelpName = "TYPE",
            CustomParser = given => [.. given.Tokens.Select(token => EventTypes.Parse(token.Value, given.AddError))],
            AllowMultipleArgumentsPerToken = false,
        };
        var facility = new Option<string[]>("--facility") { Description = "Repeatable: of these facilities alone", HelpName = "NAME", DefaultValueFactory = _ => [] };
        var source = new Option<string[]>("--source") { Description = "Repeatable: of these source systems alone", HelpName = "NAME", DefaultValueFactory = _ => [] };
        var record = new Option<string?>("--record") { Description = "Add what was taken, for ./triage verify", HelpName = "FILE" };
        var json = new Option<string?>("--json") { Description = "Write each event as a line of JSON, - for standard output", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        var service = new ServiceConnection();
        var command = new Command("watch", "Follow what happens to invoices, an event a line, until Ctrl-C") { from, once, type, facility, source, record, json };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (options, _) = await service.ResolveAsync(parsed, global.DataDirectory(parsed), time, cancellationToken);
            var request = Request(parsed.GetValue(from) ?? (parsed.GetValue(once) ? Start : Now));
            request.EventType.Add(parsed.GetValue(type) ?? []);
            request.Facility.Add(parsed.GetValue(facility) ?? []);
            request.SourceSystem.Add(parsed.GetValue(source) ?? []);
            using var client = TriageClient.Connect(options);
            using var output = new EventOutput(parsed.GetResult(json) is null ? null : parsed.GetValue(json) ?? "-", Console.Out);
            await using var taken = parsed.GetValue(record) is { } file ? new FeedRecord(file, request, time) : null;
            var watch = new FeedWatch(client, output, taken, Console.Error);
            await (parsed.GetValue(once) ? watch.ShowAsync(request, cancellationToken) : watch.FollowAsync(request, cancellationToken));
            return ExitCode.Ok;
        });
        return command;
    }

    private static SubscribeRequest Request(string from) => from switch
    {
        Now => new SubscribeRequest { FromNow = true },
        Start => new SubscribeRequest(),
        _ => new SubscribeRequest { Cursor = from },
    };
}
