using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace Triage.Silo.Telemetry;

internal static class AddLogsExtension
{
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:Orleans"] = "Warning",
        ["Logging:LogLevel:Grpc"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        // These two log what they could not read, which is a caller's; the answers are counted, and what is a fault of ours is logged by us.
        ["Logging:LogLevel:Grpc.AspNetCore.Server.ServerCallHandler"] = "None",
        ["Logging:LogLevel:Microsoft.AspNetCore.Grpc.JsonTranscoding"] = "None",
        // Every second anew while the store is away; StoreWatch says it once.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
    };

    /// <summary>Standard error only: standard output carries the one line that says where the service listens.</summary>
    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder)
    {
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.Logging.ClearProviders();
        // Who starts the service as a child reads its output for it, and knows whether a person does.
        var format = builder.Configuration["Logging:Console:FormatterName"] ?? (Console.IsErrorRedirected ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple);
        if (format == ConsoleFormatterNames.Json)
        {
            builder.Logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        }
        else
        {
            builder.Logging.AddSimpleConsole(simple => simple.SingleLine = true);
        }

        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }
}
