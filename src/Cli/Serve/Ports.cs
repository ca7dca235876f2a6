using System.Net;
using System.Net.Sockets;

namespace Triage.Cli.Serve;

internal static class Ports
{
    /// <returns>The port when nobody listens on it, else 0: the system chooses.</returns>
    public static int FreeOrAny(int port) => IsFree(port) ? port : 0;

    /// <exception cref="CliException">Somebody listens on it.</exception>
    public static void Require(int port, string option)
    {
        if (!IsFree(port))
        {
            throw new CliException(ExitCode.Failed, $"Port {port} is taken. Stop what listens there, or choose another with {option} (0 for any free one).");
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
