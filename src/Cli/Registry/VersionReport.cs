using System.Globalization;
using Triage.Cli.Output;
using Triage.Models.Scoring.Packages;
using Triage.Protos.V1;

namespace Triage.Cli.Registry;

/// <summary>All of one version: the document of `--json`.</summary>
internal sealed record VersionReport(VersionRow Version, ModelManifest Manifest, IReadOnlyList<ShadowRow> ShadowRuns)
{
    public static VersionReport Of(GetModelResponse response)
    {
        try
        {
            return new(VersionRow.Of(response.Model), ModelManifest.Parse(response.Manifest.Span), [.. response.ShadowRuns.Select(ShadowRow.Of)]);
        }
        catch (ModelPackageException other)
        {
            throw new CliException(ExitCode.Failed, $"This program cannot read the version's manifest: {other.Message} ./triage registry download fetches it as it is.");
        }
    }

    public void Show(Screen screen)
    {
        new RegistryTables(screen).Show([Version]);
        screen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Trained {Manifest.TrainedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z on {Manifest.Data.Invoices:#,0} invoices of {Manifest.Data.From:yyyy-MM-dd} to {Manifest.Data.Until:yyyy-MM-dd}; {Manifest.Segments.Length:#,0} figures by segment."));
        screen.Table(
            "Files",
            ["name", "kind", "bytes", "sha-256"],
            [.. Manifest.Files.Select(file => (IReadOnlyList<string>)[file.Name, file.Kind, RegistryTables.Number(file.Bytes), file.Sha256[..12]])]);
        screen.Table(
            "Figures on what came after its training",
            ["model", "figure", "value"],
            [.. from model in Manifest.Metrics from figure in model.Value select (IReadOnlyList<string>)[model.Key, figure.Key, figure.Value.ToString("0.####", CultureInfo.InvariantCulture)]]);
        screen.Table(
            "Shadow runs, newest first",
            ["against", "started", "lasted", "invoices", "same verdict", "same exceptions", "same codes", "agreed", "failed"],
            [.. ShadowRuns.Select(run => (IReadOnlyList<string>)
            [
                run.Against, run.StartedAt, run.EndedAt is null ? $"{run.Lasted}, going on" : run.Lasted, RegistryTables.Number(run.Invoices), RegistryTables.Number(run.SameVerdict),
                RegistryTables.Number(run.SameExceptions), RegistryTables.Number(run.SameCodes), RegistryTables.Number(run.Agreed), RegistryTables.Number(run.Failed),
            ])]);
        if (ShadowRuns is [{ Segments.Count: > 0 } newest, ..])
        {
            screen.Table(
                $"Agreement with {newest.Against} by segment, newest run",
                ["by", "segment", "invoices", "same verdict", "same exceptions", "same codes", "agreed"],
                [.. newest.Segments.Select(part => (IReadOnlyList<string>)
                [
                    RegistryTables.Words(part.By), part.Name.Length == 0 ? "none" : part.Name, RegistryTables.Number(part.Invoices), RegistryTables.Number(part.SameVerdict), RegistryTables.Number(part.SameExceptions),
                    RegistryTables.Number(part.SameCodes), RegistryTables.Number(part.Agreed),
                ])]);
        }
    }
}

/// <summary>One time in shadow.</summary>
internal sealed record ShadowRow(
    string Against, string StartedAt, string? EndedAt, string Lasted, long Invoices, long SameVerdict, long SameExceptions, long Failed, long SameCodes, long Agreed, IReadOnlyList<ShadowSegmentRow> Segments)
{
    public static ShadowRow Of(ShadowRun run) => new(
        run.Against, ActionRow.TimeOf(run.StartedAt) ?? "", ActionRow.TimeOf(run.EndedAt), run.Lasted.ToTimeSpan().ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture), run.Invoices, run.SameVerdict,
        run.SameExceptions, run.Failed, run.SameCodes, run.Agreed,
        [.. run.Segments.Select(part => new ShadowSegmentRow(ProtoNames.Of(part.By), part.Name, part.Invoices, part.SameVerdict, part.SameExceptions, part.SameCodes, part.Agreed))]);
}

/// <param name="Name">Empty: invoices that name none; *: all after the first names.</param>
internal sealed record ShadowSegmentRow(string By, string Name, long Invoices, long SameVerdict, long SameExceptions, long SameCodes, long Agreed);
