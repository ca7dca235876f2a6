namespace Triage.Cli.Tests.Registry;

public sealed class RegistryCommandTests
{
    [Theory]
    [InlineData("registry register models/")]
    [InlineData("registry register package.zip --reason march --as mira --json -")]
    [InlineData("registry list")]
    [InlineData("registry show v1 --json -")]
    [InlineData("registry shadow v1")]
    [InlineData("registry shadow v1 --stop")]
    [InlineData("registry promote v1 --reason good --dry-run")]
    [InlineData("registry rollback --reason bad")]
    [InlineData("registry rollback --to v1 --reason bad")]
    [InlineData("registry retire v1 --reason old")]
    [InlineData("registry at")]
    [InlineData("registry at 2026-03-10T14:30Z")]
    [InlineData("registry log --before 7")]
    [InlineData("registry download v1 --out there/")]
    public void Parse_what_makes_sense_is_taken(string line) => Assert.Empty(Errors(line));

    [Theory]
    [InlineData("registry")]
    [InlineData("registry register")]
    [InlineData("registry show")]
    [InlineData("registry promote v1")]
    [InlineData("registry promote --reason good")]
    [InlineData("registry promote v1 --reason good --override because")]
    [InlineData("registry rollback")]
    [InlineData("registry retire v1")]
    [InlineData("registry at noon")]
    [InlineData("registry log --before soon")]
    [InlineData("registry download v1")]
    public void Parse_what_makes_none_is_refused(string line) => Assert.NotEmpty(Errors(line));

    private static IEnumerable<string> Errors(string line) => new CommandLine(TimeProvider.System).Root().Parse(line.Split(' ')).Errors.Select(error => error.Message);
}
