using Google.Protobuf.WellKnownTypes;
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
    // The largest invoice fills a request; an answer that gives it back holds more than it, and a history several.
    private const int ReceiveBytesMax = 64 * 1024 * 1024;

    private readonly GrpcChannel _channel;

    private TriageClient(GrpcChannel channel, CallInvoker invoker, TriageClientOptions options)
    {
        _channel = channel;
        Intake = new IntakeService.IntakeServiceClient(invoker);
        Waiting = new WaitingService.WaitingServiceClient(invoker);
        Feed = new FeedService.FeedServiceClient(invoker);
        Lifecycle = new LifecycleService.LifecycleServiceClient(invoker);
        MasterData = new MasterDataService.MasterDataServiceClient(invoker);
        Registry = new RegistryService.RegistryServiceClient(invoker);
        Replay = new ReplayService.ReplayServiceClient(invoker);
        Drift = new DriftService.DriftServiceClient(invoker);
        Options = options;
    }

    public IntakeService.IntakeServiceClient Intake { get; }

    public WaitingService.WaitingServiceClient Waiting { get; }

    public FeedService.FeedServiceClient Feed { get; }

    public LifecycleService.LifecycleServiceClient Lifecycle { get; }

    public MasterDataService.MasterDataServiceClient MasterData { get; }

    public RegistryService.RegistryServiceClient Registry { get; }

    public ReplayService.ReplayServiceClient Replay { get; }

    public DriftService.DriftServiceClient Drift { get; }

    internal TriageClientOptions Options { get; }

    /// <summary>Opens no connection yet: the first call does.</summary>
    public static TriageClient Connect(TriageClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Address.Scheme == Uri.UriSchemeHttp && !options.Address.IsLoopback && !options.AllowPlaintext)
        {
            throw new ArgumentException(
                $"{options.Address} would carry the token in plain text to another machine. Use https, or set {nameof(TriageClientOptions.AllowPlaintext)} where the network protects it.", nameof(options));
        }

        if (options.Token is null == options.TokenSource is null)
        {
            throw new ArgumentException($"One of {nameof(TriageClientOptions.Token)} and {nameof(TriageClientOptions.TokenSource)} must be given.", nameof(options));
        }

        var transport = options.Address.Scheme == Uri.UriSchemeHttps ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure;
        var channel = GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Create(transport, BearerToken.Of(options)),
            // An embedded service on the loopback interface has no certificate.
            UnsafeUseInsecureChannelCallCredentials = true,
            MaxReceiveMessageSize = ReceiveBytesMax,
        });
        return new TriageClient(channel, channel.Intercept(new SafeRetryInterceptor(options)), options);
    }

    /// <summary>
    /// The feed from a cursor on, for as long as it is read. Broken streams are opened again behind the last message that was
    /// handed over, so nothing is skipped or repeated while this runs. What must survive a crash is the caller's: store the cursor
    /// of each message once it was acted on, and begin with it the next time.
    /// </summary>
    /// <param name="onBroken">Told of each break before the next try.</param>
    /// <exception cref="RpcException">Trying again cannot help: a cursor that is no longer good, a token that is not.</exception>
    public IAsyncEnumerable<SubscribeResponse> FollowAsync(
        SubscribeRequest from, Action<RpcException>? onBroken = null, CancellationToken cancellationToken = default) =>
        new FeedFollower(Feed, Options, onBroken).FollowAsync(from, cancellationToken);

    /// <summary>Waits until triage or a person has decided, for days if need be; what interrupts the wait is waited out.</summary>
    /// <exception cref="RpcException">Trying again cannot help: there is no such invoice, or the token is not good.</exception>
    public async Task<InvoiceRecord> AwaitSettledAsync(string invoiceId, CancellationToken cancellationToken = default)
    {
        var request = new AwaitVerdictRequest { InvoiceId = invoiceId, Wait = Duration.FromTimeSpan(LongPoll.WaitDefault) };
        for (var failures = 0; ;)
        {
            try
            {
                var answer = await Waiting.AwaitVerdictAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
                if (answer.Settled)
                {
                    return answer.Record;
                }

                failures = 0;
            }
            catch (RpcException outage) when (Outage.Passes(outage, Options) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(Backoff.AskedBy(outage) ?? Backoff.After(++failures), Options.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _channel.Dispose();
}
