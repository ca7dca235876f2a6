using Triage.Cli.Serve;

namespace Triage.Cli.Tests;

public sealed class SiloOptionsTests
{
    [Theory]
    [InlineData(true, "simple")]
    [InlineData(false, "json")]
    public void Arguments_log_is_for_people_on_a_terminal_only(bool terminal, string format)
    {
        string[] arguments = [.. (new SiloOptions("data", 1, 2, PolicyFile: null) { LogsToTerminal = terminal }).Arguments()];
        Assert.Equal(format, arguments[Array.IndexOf(arguments, "--Logging:Console:FormatterName") + 1]);
        // What would come between the lines of the invitation.
        Assert.Equal(terminal, arguments.Contains("--Logging:LogLevel:Microsoft.Hosting.Lifetime"));
    }
}
