using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Contracts.Tests;

/// <summary>A client that lives for months may keep nothing of a call that ended.</summary>
public sealed class CallCleanupTests
{
    private static readonly Method<SubmitRequest, SubmitResponse> Submit = new(
        MethodType.Unary, "triage.v1.IntakeService", "Submit", Of(SubmitRequest.Parser), Of(SubmitResponse.Parser));

    private readonly SafeRetryInterceptor _retry = new(new TriageClientOptions { Address = new("http://127.0.0.1:1"), Token = "t", Time = new WaitlessTime() });
    private readonly List<int> _disposed = [];
    private CancellationToken _sent;
    private int _attempts;

    [Fact]
    public async Task Each_refused_attempt_is_disposed_before_the_next()
    {
        using var call = Call(refusals: 2, TestContext.Current.CancellationToken);
        await call;
        Assert.Equal([1, 2], _disposed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(10)]
    public async Task Call_that_ended_lets_go_of_the_caller_s_token(int refusals)
    {
        using var caller = new CancellationTokenSource();
        using var call = Call(refusals, caller.Token);
        await Task.WhenAny(call.ResponseAsync);
        Assert.Throws<ObjectDisposedException>(() => _sent.WaitHandle);
    }

    [Fact]
    public async Task Dispose_after_the_answer_disposes_the_last_attempt_too()
    {
        var call = Call(refusals: 1, TestContext.Current.CancellationToken);
        await call;
        call.Dispose();
        Assert.Equal([1, 2], _disposed);
    }

    private static Marshaller<T> Of<T>(MessageParser<T> parser)
        where T : IMessage<T> => Marshallers.Create(message => message.ToByteArray(), parser.ParseFrom);

    private AsyncUnaryCall<SubmitResponse> Call(int refusals, CancellationToken caller) => _retry.AsyncUnaryCall(
        new SubmitRequest { IdempotencyKey = "k" },
        new ClientInterceptorContext<SubmitRequest, SubmitResponse>(Submit, null, new CallOptions(cancellationToken: caller)),
        (_, context) =>
        {
            int attempt = ++_attempts;
            _sent = context.Options.CancellationToken;
            Assert.Equal(Enumerable.Range(1, attempt - 1), _disposed);
            var answer = attempt <= refusals
                ? Task.FromException<SubmitResponse>(new RpcException(new Status(StatusCode.Unavailable, "moving")))
                : Task.FromResult(new SubmitResponse());
            return new AsyncUnaryCall<SubmitResponse>(answer, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => _disposed.Add(attempt));
        });
}
