using System.Globalization;

namespace Triage.Cli.Serve;

/// <summary>What the service is started with. A port of 0 lets the system choose.</summary>
internal sealed record SiloOptions(string DataDirectory, int GrpcPort, int HttpPort, string? PolicyFile)
{
    public const int DefaultGrpcPort = 7500;
    public const int DefaultHttpPort = 7501;

    /// <summary>A person reads the log on a terminal; a file or a collector takes it otherwise.</summary>
    public bool LogsToTerminal { get; init; }

    /// <summary>PostgreSQL's connection string; <c>null</c>: the embedded store in the data directory.</summary>
    public string? Store { get; init; }

    /// <summary>A model package; <c>null</c>: rules judge alone.</summary>
    public string? ModelsDirectory { get; init; }

    /// <summary>The trust list; <c>null</c>: what the environment says, or none.</summary>
    public string? TrustedKeysFile { get; init; }

    /// <summary>What other users of the machine must not read in the list of processes.</summary>
    public IEnumerable<(string Name, string Value)> Environment() => Store is null ? [] : [("Postgres__ConnectionString", Store)];

    public IEnumerable<string> Arguments()
    {
        yield return "--Logging:Console:FormatterName";
        yield return LogsToTerminal ? "simple" : "json";
        if (LogsToTerminal)
        {
            // The invitation says where it listens and how to stop it; these lines would come after it, in between.
            yield return "--Logging:LogLevel:Microsoft.Hosting.Lifetime";
            yield return "Warning";
        }

        yield return "--Data:Directory";
        yield return DataDirectory;
        yield return "--Edge:GrpcPort";
        yield return GrpcPort.ToString(CultureInfo.InvariantCulture);
        yield return "--Edge:HttpPort";
        yield return HttpPort.ToString(CultureInfo.InvariantCulture);
        if (PolicyFile is not null)
        {
            yield return "--Policy:File";
            yield return Path.GetFullPath(PolicyFile);
        }

        if (ModelsDirectory is not null)
        {
            yield return "--Scoring:ModelsDirectory";
            yield return Path.GetFullPath(ModelsDirectory);
        }

        if (TrustedKeysFile is not null)
        {
            yield return "--Scoring:TrustedKeysFile";
            yield return Path.GetFullPath(TrustedKeysFile);
        }
    }
}
