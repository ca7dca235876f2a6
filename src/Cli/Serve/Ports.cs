using System.Net;
using System.Net.Sockets;

namespace Triage.Cli.Serve;

internal static class Ports
{
    /// <returns>The port when nobody listens on it, else 0: the system chooses.</returns>
    public static int FreeOrAny(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return port;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
