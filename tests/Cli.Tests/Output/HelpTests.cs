using System.CommandLine;

namespace Triage.Cli.Tests.Output;

public sealed class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("demo")]
    [InlineData("serve")]
    [InlineData("submit")]
    [InlineData("import")]
    [InlineData("generate")]
    [InlineData("token")]
    [InlineData("verify")]
    public async Task Help_names_the_front_door_and_ends_with_examples(string verb)
    {
        var text = await HelpAsync(verb);
        Assert.Contains($"Usage:\n  ./triage {verb}".TrimEnd(), text, StringComparison.Ordinal);
        Assert.Contains("\nExamples:\n  ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Triage.Cli", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_examples_can_be_typed()
    {
        foreach (var verb in (string[])["demo", "serve", "submit", "import", "generate", "token", "verify"])
        {
            foreach (var example in (await HelpAsync(verb)).Split("Examples:\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var words = example.Replace("TOKEN=$(", "", StringComparison.Ordinal).TrimEnd(')').Replace("\"$TOKEN\"", "x", StringComparison.Ordinal).Split(' ');
                Assert.Equal("./triage", words[0]);
                var parsed = new CommandLine(TimeProvider.System).Root().Parse(words[1..]);
                Assert.Empty(parsed.Errors);
                Assert.All(parsed.CommandResult.Command.Options.Where(option => option.ValueType != typeof(void)), option => Read(parsed, option));
            }
        }
    }

    // A value that nobody can read passes the parser and fails the verb.
    private static void Read(ParseResult parsed, Option option) => typeof(ParseResult).GetMethods()
        .Single(method => method.Name == nameof(ParseResult.GetValue) && method.GetParameters()[0].ParameterType.Name == typeof(Option<>).Name)
        .MakeGenericMethod(option.ValueType)
        .Invoke(parsed, [option]);

    private static async Task<string> HelpAsync(string verb)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var parsed = new CommandLine(TimeProvider.System).Root().Parse(verb.Length == 0 ? [] : [verb, "--help"]);
        Assert.Equal(0, await parsed.InvokeAsync(new InvocationConfiguration { Output = output }, TestContext.Current.CancellationToken));
        return output.ToString();
    }
}
