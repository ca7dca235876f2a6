using Grpc.Core;

namespace Triage.Client;

/// <summary>The token of each call.</summary>
internal static class BearerToken
{
    public static CallCredentials Of(TriageClientOptions options) => CallCredentials.FromInterceptor(async (call, metadata) =>
    {
        var token = options.TokenSource is { } source ? await source(call.CancellationToken).ConfigureAwait(false) : options.Token;
        metadata.Add("authorization", "Bearer " + token);
    });
}
