using Triage.Grains.Invoices;
using Triage.Models.History;

namespace Triage.Grains.Tests.Hosting;

/// <summary>What a client does: the same request again for as long as it is told that this is safe.</summary>
internal static class Retrying
{
    private const int TriesMax = 20;

    public static async Task<InvoiceResult> UntilAnsweredAsync(Func<Task<InvoiceResult>> request)
    {
        for (var tries = 1; ; tries++)
        {
            if (await OnceAsync(request) is { } answer)
            {
                return answer;
            }

            Assert.True(tries < TriesMax, $"No answer after {tries} tries.");
        }
    }

    /// <summary><c>null</c>: not answered, safe to retry.</summary>
    public static async Task<InvoiceResult?> OnceAsync(Func<Task<InvoiceResult>> request)
    {
        try
        {
            return await request();
        }
        catch (Exception failure) when (failure is StoreUnavailableException or StaleActivationException)
        {
            return null;
        }
    }
}
