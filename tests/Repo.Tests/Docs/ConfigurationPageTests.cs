using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Triage.Client;
using Triage.Grains.Invoices;
using Triage.Models.Intake;
using Triage.Repo.Tests.Tree;
using Triage.Silo.Edge;
using Triage.Storage;

namespace Triage.Repo.Tests.Docs;

/// <summary>docs/configuration.md has every option of the code with its default and its values, and no other.</summary>
public sealed partial class ConfigurationPageTests
{
    private static readonly Dictionary<string, string[]> Documented = Page.Of("docs/configuration.md").Rows.ToDictionary(row => Page.Bare(row[0]));

    private static readonly (string Key, PropertyInfo Property, object Options)[] Options =
    [
        .. new[] { typeof(EdgeOptions), typeof(SqlText), typeof(IInvoiceGrain), typeof(Invoice), typeof(TriageClientOptions) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(type => (Type: type, Options: Activator.CreateInstance(type)!)) // only Nullable<> gives null
            .SelectMany(made => made.Type.GetProperties().Where(property => property.SetMethod is { IsPublic: true }).Select(property => (KeyOf(made.Type, property), property, made.Options))),
    ];

    [Fact]
    public void Every_option_is_documented_and_every_documented_option_exists()
    {
        Assert.Contains("Edge:GrpcPort", Options.Select(option => option.Key));
        Assert.Contains("Sqlite:ReadersCount", Options.Select(option => option.Key));
        Assert.Equal(
            Options.Select(option => option.Key).Concat(LiteralKeys()).Distinct().Order(StringComparer.Ordinal),
            Documented.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_default_is_the_code_s() => Assert.All(Options, option =>
        Assert.Equal($"{option.Key}: {DefaultOf(option.Property, option.Options)}", $"{option.Key}: {Documented[option.Key][1]}"));

    [Fact]
    public void Every_default_of_the_logs_is_the_code_s() => Assert.All(
        LogLevel().Matches(Repository.Text("src/Silo/Telemetry/AddLogs.cs")),
        match => Assert.Equal($"`{match.Groups[2].Value}`", Documented[match.Groups[1].Value][1]));

    [Fact]
    public void Every_option_says_its_values_or_its_unit() => Assert.All(Options, option =>
    {
        var values = Documented[option.Key][2];
        Assert.NotEqual("", values);
        if (option.Property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            Assert.Contains($"{Plain(range.Minimum)} to {Plain(range.Maximum)}", values, StringComparison.Ordinal);
        }

        var type = option.Property.PropertyType;
        var unit = type == typeof(bool) ? "`true`, `false`" : type == typeof(TimeSpan) ? "hh:mm:ss" : option.Property.Name.EndsWith("BytesMax", StringComparison.Ordinal) ? "bytes" : "";
        Assert.Contains(unit, values, StringComparison.Ordinal);
        Assert.NotEqual("", Documented[option.Key][3]);
    });

    private static string KeyOf(Type type, PropertyInfo property) =>
        type == typeof(TriageClientOptions) ? $"{type.Name}.{property.Name}" : $"{SectionOf(type)}:{property.Name}";

    private static string SectionOf(Type type) =>
        (string?)type.GetField("Section")?.GetRawConstantValue() ?? Regex.Replace(type.Name, "(Store)?Options$", "");

    /// <summary>Settings that are read by name rather than through an options class.</summary>
    private static IEnumerable<string> LiteralKeys() =>
        Repository.FilesUnder("src/Silo", "src/Storage", "src/Grains").Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => Literal().Matches(Repository.Text(file))).Select(match => match.Groups[1].Value);

    private static string DefaultOf(PropertyInfo property, object options) => property.GetValue(options) switch
    {
        null when property.IsDefined(typeof(RequiredMemberAttribute)) => "required",
        null => "none",
        TimeProvider => "`TimeProvider.System`",
        var value => $"`{Plain(value)}`",
    };

    private static string Plain(object value) => value is bool yes ? (yes ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex("\"((?:[A-Z][A-Za-z]+(?::[A-Z][A-Za-z.]+)+)|OTEL_[A-Z_]+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("\\[\"(Logging:[^\"]+)\"\\] = \"(\\w+)\"")]
    private static partial Regex LogLevel();
}
