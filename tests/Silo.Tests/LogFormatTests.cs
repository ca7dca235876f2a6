using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Tests;

public sealed class LogFormatTests
{
    [Theory]
    [InlineData("simple")]
    [InlineData("json")]
    public void AddLogs_takes_the_format_that_was_asked_for(string format)
    {
        var builder = WebApplication.CreateBuilder(["--Logging:Console:FormatterName", format]).AddLogs();
        using var services = builder.Services.BuildServiceProvider();
        Assert.Equal(format, services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
    }
}
