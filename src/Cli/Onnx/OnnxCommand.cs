using System.CommandLine;
using System.Globalization;
using Triage.Cli.Evaluate;
using Triage.Cli.Keys;
using Triage.Cli.Output;
using Triage.Cli.Tokens;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Packages;
using Triage.Training.Onnx;
using Triage.Training.Packages;

namespace Triage.Cli.Onnx;

/// <summary>Models that come from other toolkits, and ours for these.</summary>
internal sealed class OnnxCommand(GlobalOptions global, TimeProvider time)
{
    private readonly Option<string?> _keys = KeysOption.Create(isRecursive: true);
    private readonly Option<string?> _ledger = new("--ledger") { Description = "The ledger", HelpName = "FILE", Required = true };
    private readonly Option<string?> _mapping = GlobalOptions.Mapping();
    private readonly Option<string> _out = new("--out") { Description = "A directory that is not there yet", HelpName = "DIR", Required = true };
    private readonly Option<string?> _judgedFrom = new("--judge-from") { Description = "The first day to judge on; the month before it is calibrated on. Without it the last quarter of the ledger's days", HelpName = "YYYY-MM-DD" };
    private readonly Option<int> _seed = new("--seed") { Description = "The same seed and ledger plant the same", DefaultValueFactory = _ => 1, HelpName = "N" };

    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var onnx = new OnnxCommand(global, time);
        onnx._judgedFrom.Validators.Add(given =>
        {
            if (given.Tokens is [var date] && Day(date.Value) is null)
            {
                given.AddError("--judge-from is a date yyyy-MM-dd.");
            }
        });
        return new("onnx", "Models of other toolkits in place of ours, and ours as ONNX") { onnx._keys, onnx.Export(), onnx.Agree(), onnx.Features(), onnx.Pack(), NamesCommand.Create(time) };
    }

    private Command Export()
    {
        var package = Package("PACKAGE", "The package's directory");
        var command = new Command("export", "Write a package's trees as ONNX, with what each reads and gives") { package, _out };
        command.SetAction(parsed =>
        {
            var directory = parsed.GetRequiredValue(_out);
            var written = ExportedPackage.Write(PackageReading.Scorers(parsed.GetRequiredValue(package), Keys(parsed)), directory);
            new Screen(toError: false).Table($"Written to {directory}", ["file", "bytes"], [.. written.Select(file => (IReadOnlyList<string>)[file.Name, file.Bytes.ToString("#,0", CultureInfo.InvariantCulture)])]);
        });
        return command;
    }

    private Command Agree()
    {
        var (package, other) = (Package("PACKAGE", "The package whose scorers take down what they are asked"), new Argument<string?>("OTHER") { Description = "Another package; without it the first with its trees as ONNX", Arity = ArgumentArity.ZeroOrOne });
        var most = new Option<int>("--invoices") { Description = "The newest so many bills are asked about; the others are their past", DefaultValueFactory = _ => 3_000, HelpName = "N" };
        var json = GlobalOptions.Json();
        var command = new Command("agree", "Ask two packages, or one and its trees as ONNX, the same about a ledger, and count where they differ") { package, other, _ledger, _mapping, most, json };
        command.SetAction((parsed, cancellationToken) => new AgreeRun(
            parsed.GetRequiredValue(package), parsed.GetValue(other), Keys(parsed), parsed.GetRequiredValue(_ledger)!, parsed.GetValue(_mapping), parsed.GetValue(most), parsed.GetValue(json), time).RunAsync(cancellationToken));
        return command;
    }

    private Command Features()
    {
        var model = new Option<string>("--model") { Description = $"Whose rows: {string.Join(", ", ModelFileKinds.Scorers)}", HelpName = "NAME", Required = true };
        model.AcceptOnlyFromAmong([.. ModelFileKinds.Scorers]);
        var command = new Command("features", "Write what a model learns from, for another toolkit: rows, labels and what they are") { model, _ledger, _mapping, _judgedFrom, _seed, _out };
        command.SetAction((parsed, cancellationToken) => new FeaturesRun(
            parsed.GetRequiredValue(model), Split(parsed), Options(parsed, ""), parsed.GetRequiredValue(_out), time).RunAsync(cancellationToken));
        return command;
    }

    private Command Pack()
    {
        var package = new Option<string>("--from") { Description = "The package whose other models and history are kept", HelpName = "PACKAGE", Required = true };
        var model = new Option<string[]>("--model") { Description = $"A file that scores the rows of a model: {string.Join(", ", ModelFileKinds.Scorers)}; may be repeated", HelpName = "NAME=FILE", Required = true };
        var output = new Option<string?>("--output") { Description = "Of several outputs the one that is meant", HelpName = "NAME" };
        var logOdds = new Option<bool>("--log-odds") { Description = "What the models give is log-odds; without it probabilities" };
        var (key, trainedBy, json) = (KeysOption.Key(), KeysOption.As("Who brings the model: somebody else must put the package in force; without it your user name"), GlobalOptions.Json());
        model.Validators.Add(given =>
        {
            if (given.Tokens.Any(token => Pair(token.Value) is null) || given.Tokens.Select(token => token.Value.Split('=')[0]).Distinct(StringComparer.Ordinal).Count() != given.Tokens.Count)
            {
                given.AddError($"--model is NAME=FILE, each NAME once, of {string.Join(", ", ModelFileKinds.Scorers)}.");
            }
        });
        var command = new Command("pack", "Make a package of another with models that were brought: calibrated and judged on a ledger by time, with golden cases, signed")
        {
            package, model, output, logOdds, _ledger, _mapping, _judgedFrom, _seed, _out, trainedBy, key, json,
        };
        command.SetAction((parsed, cancellationToken) => new PackRun(
            parsed.GetRequiredValue(package),
            [.. parsed.GetRequiredValue(model).Select(given => Pair(given)!.Value)], // as validated
            parsed.GetValue(output),
            parsed.GetValue(logOdds) ? OnnxOutputs.LogOdds : OnnxOutputs.Probability,
            Split(parsed),
            Options(parsed, parsed.GetRequiredValue(trainedBy)),
            parsed.GetRequiredValue(_out),
            Keys(parsed),
            parsed.GetValue(key),
            parsed.GetValue(json),
            time).RunAsync(cancellationToken));
        return command;
    }

    private static Argument<string> Package(string name, string description) => new(name) { Description = description };

    private static (string Model, string Path)? Pair(string given) =>
        given.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && ModelFileKinds.Scorers.Contains(given[..at]) && at + 1 < given.Length ? (given[..at], given[(at + 1)..]) : null;

    private static DateOnly? Day(string? written) => DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private Split Split(ParseResult parsed) => new(parsed.GetRequiredValue(_ledger)!, null, Day(parsed.GetValue(_judgedFrom)), parsed.GetValue(_mapping));

    private PackageOptions Options(ParseResult parsed, string trainedBy) => new()
    {
        Tenant = TokenRequest.LocalTenant,
        Source = Path.GetFileName(parsed.GetRequiredValue(_ledger)!),
        TrainedBy = trainedBy,
        Seed = parsed.GetValue(_seed),
    };

    private KeyDirectory Keys(ParseResult parsed) => KeysOption.Of(parsed, _keys, global, time);
}
