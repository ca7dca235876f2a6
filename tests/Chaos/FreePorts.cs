using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Triage.Chaos;

/// <summary>For a service that must come back where it was.</summary>
internal static class FreePorts
{
    public static string Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
