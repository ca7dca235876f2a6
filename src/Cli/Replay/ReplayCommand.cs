using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Triage.Cli.Output;
using Triage.Cli.Registry;
using Triage.Cli.Tokens;
using Triage.Protos.V1;

namespace Triage.Cli.Replay;

internal static class ReplayCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var all = new Option<bool>("--all") { Description = "Every verdict" };
        var id = new Option<string?>("--id") { Description = "One invoice's verdicts, by the id that the service gave it: invoices/SOURCE/NUMBER", HelpName = "INVOICE" };
        var from = TimeOption("--from", "Only verdicts given then or later", time);
        var until = TimeOption("--to", "And before this time", time);
        var past = new Option<bool>("--past") { Description = "Fold each verdict's past and extract its features again, instead of taking those that were kept; reads the whole feed" };
        var each = new Option<bool>("--each") { Description = "Show also verdicts that came out the same" };
        var json = GlobalOptions.Json();
        var caller = new RegistryCaller();
        var command = new Command("replay", "Compute verdicts again with the models, policies and gates of their day, and say which come out otherwise") { all, id, from, until, past, each, json };
        caller.AddTo(command);
        command.Validators.Add(given =>
        {
            if (!given.GetValue(all) && given.GetValue(id) is null && given.GetValue(from) is null && given.GetValue(until) is null)
            {
                given.AddError("Say which verdicts: --all, --id INVOICE, or --from TIME and --to TIME.");
            }
            else if (given.GetValue(all) && (given.GetValue(id) is not null || given.GetValue(from) is not null || given.GetValue(until) is not null))
            {
                given.AddError("--all is every verdict; leave it out where --id, --from or --to says which.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            using var client = await caller.ConnectAsync(parsed, global, time, TokenRoles.Auditor, cancellationToken);
            var request = new ReplayVerdictsRequest
            {
                InvoiceId = parsed.GetValue(id) ?? "",
                From = At(parsed.GetValue(from)),
                Until = At(parsed.GetValue(until)),
                Method = parsed.GetValue(past) ? ReplayMethod.Past : ReplayMethod.Features,
                Each = parsed.GetValue(each) || parsed.GetValue(id) is not null,
            };
            var report = await new ReplayRun(client, screen, time).RunAsync(request, cancellationToken);
            report.Show(screen);
            await output.WriteAsync(report, cancellationToken);
            return report.IsAllSame ? ExitCode.Ok : ExitCode.Failed;

            Timestamp? At(string? text) => text is null ? null : Timestamp.FromDateTimeOffset(AskedTime.Parse(text, time.LocalTimeZone)!.Value.At); // the option saw that it can be read
        });
        return command;
    }

    private static Option<string?> TimeOption(string name, string what, TimeProvider time)
    {
        var option = new Option<string?>(name) { Description = $"{what}: {AskedTime.Forms}; without a zone in this machine's", HelpName = "TIME" };
        option.Validators.Add(given => AskedTime.Validate(given, time.LocalTimeZone));
        return option;
    }
}
