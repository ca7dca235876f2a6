using Triage.Client;

namespace Triage.Examples;

internal static class Connection
{
    /// <summary>
    /// A client that waits out a restart of the service: it asks again, under the same idempotency key, for ten minutes.
    /// What lasts longer ends the host, whose supervisor starts it again: it goes on where it was.
    /// </summary>
    public static TriageClient Open(HostSettings settings) => TriageClient.Connect(new TriageClientOptions
    {
        Address = settings.Address,
        // Read for each call: whoever renews the token in the file keeps this host going for months.
        TokenSource = async cancellationToken => (await File.ReadAllTextAsync(settings.TokenFile, cancellationToken)).Trim(),
        Deadline = TimeSpan.FromMinutes(10),
        AttemptsMax = int.MaxValue,
    });
}
