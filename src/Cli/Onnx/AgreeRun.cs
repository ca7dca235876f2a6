using System.Globalization;
using Triage.Cli.Evaluate;
using Triage.Cli.Keys;
using Triage.Cli.Output;
using Triage.Training.Onnx;

namespace Triage.Cli.Onnx;

/// <param name="Other"><c>null</c>: the first with its trees as ONNX.</param>
internal sealed record AgreeRun(string Package, string? Other, KeyDirectory Keys, string Ledger, string? Mapping, int Invoices, string? Json, TimeProvider Time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var output = new JsonOutput(Json);
        var screen = new Screen(output.TakesStandardOutput);
        var one = PackageReading.Scorers(Package, Keys);
        var other = Other is null ? ExportedPackage.Served(one) : PackageReading.Scorers(Other, Keys);
        var ledger = Split.Dated(screen, await new LedgerReading(screen, Time, Mapping).ReadAsync(Ledger, cancellationToken));
        var agreement = await Task.Run(() => new SetAgreement(one, other, Time).Of(ledger, Invoices, cancellationToken), cancellationToken);
        screen.Table(
            $"{one.Version} beside {(Other is null ? "its trees as ONNX" : other.Version)}, asked about the newest {Math.Min(Invoices, ledger.Count):#,0} bills of {Path.GetFileName(Ledger)}",
            ["model", "rows", "max difference", "mean difference", "decisions", "changed", "µs a row", $"µs a row, {(Other is null ? "ONNX" : "other")}"],
            [.. agreement.Select(model => (IReadOnlyList<string>)
            [
                model.Model, Whole(model.Rows), Small(model.MaxDifference), Small(model.MeanDifference), Whole(model.Decisions), Whole(model.Changed),
                Number(model.MicrosecondsARow), Number(model.MicrosecondsARowOther),
            ])]);
        screen.Line("Differences are of log-odds; a decision is a flag with the bill that it is about, or a line's first code and whether it is sure.");
        await output.WriteAsync(agreement, cancellationToken);
    }

    private static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
