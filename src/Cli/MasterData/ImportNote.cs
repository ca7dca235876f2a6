using System.Globalization;
using Triage.Protos.V1;

namespace Triage.Cli.MasterData;

/// <summary>One thing wrong, or odd, in a file.</summary>
internal sealed record ImportNote(int Line, string Column, string Text)
{
    public static ImportNote Of(ImportFinding finding) => new(finding.Line, finding.Column, finding.Text);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"line {Line}{(Column.Length == 0 ? "" : $", {Column}")}: {Text}");
}
