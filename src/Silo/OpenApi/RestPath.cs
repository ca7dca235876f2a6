using System.Globalization;
using System.Text.RegularExpressions;

namespace Triage.Silo.OpenApi;

/// <summary>A path of google.api.http, where one field may span segments, as OpenAPI writes it: one parameter for each.</summary>
internal sealed partial record RestPath(string Template, string? Field, IReadOnlyList<string> Parameters)
{
    public static RestPath Parse(string template)
    {
        var match = Variable().Match(template);
        if (!match.Success)
        {
            return new(template, null, []);
        }

        var field = match.Groups["field"].Value;
        var names = new List<string>();
        var spanned = Wildcard().Replace(match.Groups["pattern"].Value, _ =>
        {
            names.Add(Name(field, names.Count));
            return $"{{{names[^1]}}}";
        });
        return new(template.Replace(match.Value, spanned, StringComparison.Ordinal), field, names);
    }

    private static string Name(string field, int index) => (field, index) switch
    {
        ("invoice_id", 0) => "source_system",
        ("invoice_id", 1) => "source_invoice_id",
        _ => $"{field}_{(index + 1).ToString(CultureInfo.InvariantCulture)}",
    };

    [GeneratedRegex(@"\{(?<field>[a-z_]+)=(?<pattern>[^}]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\*", RegexOptions.CultureInvariant)]
    private static partial Regex Wildcard();
}
