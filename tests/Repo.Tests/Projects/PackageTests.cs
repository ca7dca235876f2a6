using System.Text.RegularExpressions;
using System.Xml.Linq;
using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Projects;

public sealed partial class PackageTests
{
    /// <summary>Packages that have a home: the beginning of their name, and the projects that may name them. Tests may name what they test.</summary>
    private static readonly (string Prefix, string[] Homes)[] Homes =
    [
        ("Npgsql", ["Storage", "BareSilo", "PlainService"]), ("Microsoft.Data.Sqlite", ["Storage", "BareSilo"]), ("SQLitePCLRaw", ["Storage"]), ("Dapper", ["Storage"]),
        ("Microsoft.EntityFrameworkCore", ["PlainService"]), ("BenchmarkDotNet", ["Micro"]),
        ("Microsoft.Orleans.Serialization", ["Models", "Grains"]), ("Microsoft.Orleans.", ["Grains", "Silo", "Models", "BareSilo"]),
        ("Grpc.", ["Contracts", "Silo", "Load", "BareSilo"]), ("Google.", ["Contracts", "Silo", "Load"]),
        ("prometheus-net", ["Silo"]), ("OpenTelemetry", ["Silo"]), ("Microsoft.AspNetCore.", ["Silo"]),
        ("Microsoft.ML", ["Models", "Training"]),
        ("xunit", []), ("CsCheck", []), ("Microsoft.Orleans.TestingHost", []), ("Microsoft.Extensions.TimeProvider.Testing", []),
    ];

    private static readonly XDocument Central = XDocument.Load(Repository.PathOf("Directory.Packages.props"));

    [Fact]
    public void Packages_stand_only_in_their_homes() =>
        Assert.Empty(ProjectFile.All.Where(project => !project.IsTest).SelectMany(project =>
            from package in project.Packages
            from home in Homes
            where package.StartsWith(home.Prefix, StringComparison.Ordinal) && !home.Homes.Contains(project.Name)
            select $"{project.Path} names {package}"));

    [Fact]
    public void Models_has_the_serializer_of_Orleans_and_no_runtime() =>
        Assert.Equal(["Microsoft.Orleans.Serialization"], ProjectFile.Of("Models").Packages.Where(package => package.Contains("Orleans", StringComparison.Ordinal)));

    [Fact]
    public void Models_is_compiled_without_runtime_store_or_wire() => Assert.DoesNotContain(
        typeof(Models.Intake.Invoice).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name ?? ""),
        name => name is "Orleans.Core" or "Orleans.Runtime" || Foreign().IsMatch(name));

    [Fact]
    public void Grains_is_compiled_without_store_or_wire() => Assert.DoesNotContain(
        typeof(Grains.Invoices.IInvoiceGrain).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name ?? ""), name => Foreign().IsMatch(name));

    [Fact]
    public void Versions_are_central_and_exact()
    {
        var versions = Central.Descendants("PackageVersion").Select(item => (Name: (string?)item.Attribute("Include") ?? "", Version: (string?)item.Attribute("Version") ?? "")).ToArray();
        Assert.NotEmpty(versions);
        Assert.Equal(versions.Select(item => item.Name), versions.Select(item => item.Name).Distinct(StringComparer.OrdinalIgnoreCase));
        Assert.All(versions, item => Assert.Matches(@"^\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z.]+)?$", item.Version));
        Assert.Equal("true", Central.Descendants("ManagePackageVersionsCentrally").Single().Value);
        Assert.All(ProjectFile.All, project =>
        {
            Assert.DoesNotMatch("Version(Override)?=", string.Concat(XDocument.Load(Repository.PathOf(project.Path)).Descendants("PackageReference")));
            Assert.Empty(project.Packages.Except(versions.Select(item => item.Name)));
        });
    }

    /// <summary>Trees train in one place and networks run in one place, so that a trainer cannot spread through the service.</summary>
    [Theory]
    [InlineData("Microsoft.ML.OnnxRuntime")]
    [InlineData("Microsoft.ML")]
    public void Learning_libraries_are_used_in_one_folder_of_src(string library) => Assert.True(
        Repository.FilesUnder("src").Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(Repository.Text(file), $@"^(global )?using {Regex.Escape(library)}(?!\.OnnxRuntime)\b", RegexOptions.Multiline))
            .Select(file => file[..file.LastIndexOf('/')]).Distinct().Count() <= 1);

    [Fact]
    public void Drivers_of_databases_are_used_in_Storage_alone() => Assert.DoesNotContain(
        Repository.Sources.Where(file => !file.StartsWith("src/Storage/", StringComparison.Ordinal)), file => Driver().IsMatch(Repository.Text(file)));

    [Fact]
    public void Proto_types_stop_at_the_edge() => Assert.DoesNotContain(
        Repository.FilesUnder("src/Models", "src/Grains", "src/Storage", "src/Verify").Where(file => file.EndsWith(".cs", StringComparison.Ordinal)),
        file => Wire().IsMatch(Repository.Text(file)));

    [GeneratedRegex(@"^(Npgsql|Microsoft\.Data\.Sqlite|SQLitePCLRaw|Dapper|Google\.|Grpc\.|Triage\.Contracts|Triage\.Storage)")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"\b(Microsoft\.Data\.Sqlite|SQLitePCL|Npgsql|Dapper)\b")]
    private static partial Regex Driver();

    [GeneratedRegex(@"\b(Triage\.Protos|Google\.Protobuf|Google\.Rpc|Grpc\.Core)\b")]
    private static partial Regex Wire();
}
