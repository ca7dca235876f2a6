using System.Globalization;

namespace Triage.Cli.Serve;

/// <summary>What the service is started with. A port of 0 lets the system choose.</summary>
internal sealed record SiloOptions(string DataDirectory, int GrpcPort, int HttpPort, string? PolicyFile)
{
    public const int DefaultGrpcPort = 7500;
    public const int DefaultHttpPort = 7501;

    public IEnumerable<string> Arguments()
    {
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
    }
}
