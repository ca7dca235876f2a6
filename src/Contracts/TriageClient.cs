using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Triage.Protos.V1;

namespace Triage.Client;

/// <summary>
/// A connection to the service. Unary calls get a deadline and are sent again after UNAVAILABLE and RESOURCE_EXHAUSTED:
/// the contract makes that safe, since each call either reads or carries an idempotency key.
/// </summary>
public sealed class TriageClient : IDisposable
{
    private readonly GrpcChannel _channel;

    private TriageClient(GrpcChannel channel, CallInvoker invoker)
    {
        _channel = channel;
        Intake = new IntakeService.IntakeServiceClient(invoker);
        MasterData = new MasterDataService.MasterDataServiceClient(invoker);
    }

    public IntakeService.IntakeServiceClient Intake { get; }

    public MasterDataService.MasterDataServiceClient MasterData { get; }

    /// <summary>Opens no connection yet: the first call does.</summary>
    public static TriageClient Connect(TriageClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Address.Scheme == Uri.UriSchemeHttp && !options.Address.IsLoopback && !options.AllowPlaintext)
        {
            throw new ArgumentException(
                $"{options.Address} would carry the token in plain text to another machine. Use https, or set {nameof(TriageClientOptions.AllowPlaintext)} where the network protects it.", nameof(options));
        }

        var transport = options.Address.Scheme == Uri.UriSchemeHttps ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure;
        var bearer = CallCredentials.FromInterceptor((_, metadata) =>
        {
            metadata.Add("authorization", "Bearer " + options.Token);
            return Task.CompletedTask;
        });
        var channel = GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Create(transport, bearer),
            // An embedded service on the loopback interface has no certificate.
            UnsafeUseInsecureChannelCallCredentials = true,
        });
        return new TriageClient(channel, channel.Intercept(new SafeRetryInterceptor(options)));
    }

    public void Dispose() => _channel.Dispose();
}
