using System.CommandLine;
using System.Globalization;
using Triage.Cli.Output;
using Triage.Models.Scoring.Onnx.Format;
using Triage.Training.Onnx;
using Triage.Training.Suppliers;

namespace Triage.Cli.Onnx;

/// <summary>The comparison of supplier names as a text model, vectoriser and all.</summary>
internal static class NamesCommand
{
    public static Command Create(TimeProvider time)
    {
        var truth = new Option<string>("--truth") { Description = "CSV of names as written and the suppliers they mean: raw_supplier, kind, truth_name, truth_id", HelpName = "FILE", Required = true };
        var noMatch = new Option<string?>("--nomatch") { Description = "CSV of more names to ask: raw_supplier", HelpName = "FILE" };
        var known = new Option<int>("--known") { Description = "The first so many suppliers' names are the known ones: the model has a column for each", DefaultValueFactory = _ => 1_000, HelpName = "N" };
        var file = new Option<string?>("--out") { Description = "Write the model here", HelpName = "FILE" };
        var json = GlobalOptions.Json();
        var command = new Command("names", "Write the comparison of supplier names by trigrams as ONNX, and count where the two differ") { truth, noMatch, known, file, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var read = SupplierTruth.Read(parsed.GetRequiredValue(truth));
            var more = parsed.GetValue(noMatch) is { } others ? SupplierTruth.ReadNoMatch(others) : [];
            string[] names = [.. read.Known.Take(parsed.GetValue(known)).Select(one => one.Name)];
            if (parsed.GetValue(file) is { } path)
            {
                await File.WriteAllBytesAsync(path, OnnxModelWriter.Encode(NamesAsOnnx.Of(names)), cancellationToken);
            }

            var asked = read.Written.Concat(more).Select(one => one.Name).Distinct(StringComparer.Ordinal);
            var agreement = await Task.Run(() => NamesAgreement.Of(names, asked, time, cancellationToken), cancellationToken);
            Show(new Screen(output.TakesStandardOutput), agreement);
            await output.WriteAsync(agreement, cancellationToken);
        });
        return command;
    }

    private static void Show(Screen screen, NamesAgreement agreement) => screen.Table(
        string.Create(CultureInfo.InvariantCulture, $"{agreement.Known:#,0} known names of {agreement.Grams:#,0} trigrams, here and as an ONNX model of {agreement.ModelBytes:#,0} bytes"),
        ["names", "too long", "max difference", "mean difference", "nearest changed", "µs a name", "µs a name, ONNX"],
        [[
            agreement.Names.ToString("#,0", CultureInfo.InvariantCulture), agreement.TooLong.ToString("#,0", CultureInfo.InvariantCulture),
            agreement.MaxDifference.ToString("0.0e+0", CultureInfo.InvariantCulture), agreement.MeanDifference.ToString("0.0e+0", CultureInfo.InvariantCulture),
            agreement.Changed.ToString("#,0", CultureInfo.InvariantCulture),
            agreement.MicrosecondsAName.ToString("0.0", CultureInfo.InvariantCulture), agreement.MicrosecondsANameOnnx.ToString("0.0", CultureInfo.InvariantCulture),
        ]]);
}
