using System.Collections.Immutable;
using System.Globalization;

namespace Triage.Models.MasterData;

/// <summary>A file of codes: the published HCPCS Level II layout, or a list of one's own.</summary>
internal static class CodeRows
{
    public static readonly IReadOnlyList<CsvColumn> Columns =
    [
        new("code", IsRequired: true), new("description"), new("long_description"), new("short_description"), new("regulated"), new("unlisted"),
        new("betos", IsIgnored: true),
    ];

    public static ImmutableArray<IMasterDataEntry> Read(CsvTable table, MasterDataErrors errors, MasterDataErrors warnings)
    {
        var first = new Dictionary<string, (CodeEntry Code, int Line)>(StringComparer.Ordinal);
        var codes = ImmutableArray.CreateBuilder<IMasterDataEntry>();
        foreach (var row in table.Rows(errors))
        {
            var code = ToCode(row);
            if (first.TryAdd(code.Id, (code, row.Line)) || code.Id.Length == 0)
            {
                codes.Add(code);
                continue;
            }

            // The published file breaks a long description in two. What says nothing else does no harm.
            var (known, line) = first[code.Id];
            if ((known.IsRegulated, known.IsUnlisted) == (code.IsRegulated, code.IsUnlisted))
            {
                warnings.Add(row.Line, "code", string.Create(CultureInfo.InvariantCulture, $"the code stands on line {line} already; that line counts"));
            }
            else
            {
                row.Refuse("code", string.Create(CultureInfo.InvariantCulture, $"the code stands on line {line} already, regulated or unlisted otherwise"));
            }
        }

        return codes.ToImmutable();
    }

    private static CodeEntry ToCode(CsvTableRow row)
    {
        var (longer, shorter) = (row.Text("description", DescriptionMax) ?? row.Text("long_description", DescriptionMax), row.Text("short_description"));
        return new CodeEntry(
            ServiceCode.Normalise(row.RequiredId("code")) ?? "",
            longer ?? shorter ?? "",
            row.YesOrNo("regulated") ?? false,
            row.YesOrNo("unlisted") ?? ServiceCode.SoundsUnlisted($"{longer} {shorter}"));
    }

    private const int DescriptionMax = 4000;
}
