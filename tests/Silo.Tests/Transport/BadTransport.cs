using System.Globalization;
using Grpc.Core;
using Triage.Silo.Tests.Live;

namespace Triage.Silo.Tests.Transport;

/// <summary>What every test of bad transport ends with: the process lives, answers others, and did not grow.</summary>
public abstract class BadTransport(LiveSilo silo)
{
    private protected const string Submit = "/triage.v1.IntakeService/Submit";
    private protected const string SubmitStream = "/triage.v1.IntakeService/SubmitStream";
    private protected const string GetInvoice = "/triage.v1.IntakeService/GetInvoice";

    // Of all tests of the assembly that share the process.
    private const long WorkingSetMost = 1024L * 1024 * 1024;

    private protected LiveSilo Silo => silo;

    private protected string Token => silo.Service.Token(["host"]);

    private protected async Task AssertHealthyAsync()
    {
        Assert.False(silo.Service.HasExited);
        await Samples.RefusedAsync(silo.Intake.GetInvoiceAsync(new() { InvoiceId = "invoices/erp/none" }, silo.Caller()), StatusCode.NotFound);
        var resident = await WorkingSetAsync();
        Assert.True(resident < WorkingSetMost, string.Create(CultureInfo.InvariantCulture, $"The process takes {resident >> 20} MB."));
        // A connection that the server cuts off is critical to the server alone.
        Assert.DoesNotContain(silo.Service.Log, line => (line.Contains("\"LogLevel\":\"Critical\"", StringComparison.Ordinal) && !line.Contains("Server.Kestrel.Http2", StringComparison.Ordinal)) || line.Contains("Unhandled", StringComparison.Ordinal));
    }

    private protected async Task<long> WorkingSetAsync()
    {
        using var http = new HttpClient { BaseAddress = silo.Service.Http };
        var page = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        var sample = page.Split('\n').Single(line => line.StartsWith("process_working_set_bytes ", StringComparison.Ordinal));
        return (long)double.Parse(sample.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private protected static byte[] GrpcFrame(byte[] message, bool isCompressed = false) =>
        [(byte)(isCompressed ? 1 : 0), .. BitConverter.IsLittleEndian ? BitConverter.GetBytes(message.Length).Reverse() : BitConverter.GetBytes(message.Length), .. message];
}
