using System.CommandLine;

namespace Triage.Cli.Bench;

internal static class BenchCommand
{
    private const string Both = "both";

    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var store = new Option<string>("--store") { Description = "What to measure", DefaultValueFactory = _ => Both };
        store.AcceptOnlyFromAmong([.. Enum.GetNames<BenchStore>().Select(Lower), Both]);
        var quick = new Option<bool>("--quick") { Description = "Seconds instead of minutes: shows that everything works and counts right" };
        var only = new Option<string[]>("--only") { Description = "Repeatable; some of the parts", DefaultValueFactory = _ => [.. Enum.GetNames<BenchPart>().Select(Lower)] };
        only.AcceptOnlyFromAmong([.. Enum.GetNames<BenchPart>().Select(Lower)]);
        var micro = new Option<bool>("--micro") { Description = "The pure parts alone, by BenchmarkDotNet" };
        var twins = new Option<bool>("--twins") { Description = "How long a search for twins takes among a million generated invoices, in memory and in the embedded store" };
        var json = GlobalOptions.Json();
        var command = new Command("bench", "Measure the service against what its platform gives") { store, quick, only, micro, twins, json };
        command.Validators.Add(given =>
        {
            if ((given.GetValue(micro) || given.GetValue(twins)) && (given.GetResult(json) is { Implicit: false } || given.GetResult(store) is { Implicit: false } || given.GetResult(only) is { Implicit: false } || given.GetValue(quick)))
            {
                given.AddError("--micro and --twins print their own tables and take no other option.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(micro))
            {
                return MicroBenchmarks.RunAsync(["--filter", "*"], cancellationToken);
            }

            if (parsed.GetValue(twins))
            {
                return MicroBenchmarks.RunAsync(["twins"], cancellationToken);
            }

            var settings = new BenchSettings
            {
                Stores = parsed.GetRequiredValue(store) is var name && name == Both ? Enum.GetValues<BenchStore>() : [Enum.Parse<BenchStore>(name, ignoreCase: true)],
                Parts = [.. parsed.GetRequiredValue(only).Select(part => Enum.Parse<BenchPart>(part, ignoreCase: true))],
            };
            return new BenchRun(parsed.GetValue(quick) ? settings.Quick() : settings, global.DataDirectory(parsed), parsed.GetValue(json), time).RunAsync(cancellationToken);
        });
        return command;
    }

    private static string Lower(string name) => name.ToLowerInvariant();
}
