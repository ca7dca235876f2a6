namespace Triage.Cli.Tests.MasterData;

public sealed class ImportCommandTests
{
    [Theory]
    [InlineData("import suppliers file.csv")]
    [InlineData("import codes file.csv.gz --dry-run --json -")]
    [InlineData("import facilities file.csv --allow-removals --wait")]
    [InlineData("import --list")]
    [InlineData("import --list calendars")]
    [InlineData("import suppliers --restore 3 --dry-run")]
    public void Parse_what_makes_sense_is_taken(string line) => Assert.Empty(Errors(line));

    [Theory]
    [InlineData("import")]
    [InlineData("import suppliers")]
    [InlineData("import file.csv")]
    [InlineData("import supplier file.csv")]
    [InlineData("import --list suppliers file.csv")]
    [InlineData("import --list --restore 3")]
    [InlineData("import --restore 3")]
    [InlineData("import suppliers file.csv --restore 3")]
    [InlineData("import suppliers --restore three")]
    [InlineData("import suppliers one.csv two.csv")]
    public void Parse_what_makes_none_is_refused(string line) => Assert.NotEmpty(Errors(line));

    private static IEnumerable<string> Errors(string line) => new CommandLine(TimeProvider.System).Root().Parse(line.Split(' ')).Errors.Select(error => error.Message);
}
