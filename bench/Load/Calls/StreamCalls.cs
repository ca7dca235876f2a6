using Grpc.Core;
using Triage.Cli.Bench.Plan;
using Triage.Load.Requests;

namespace Triage.Load.Calls;

/// <summary>One stream a connection, the invoices dealt out in turn.</summary>
internal sealed class StreamCalls : ICalls
{
    private readonly Connections _connections;
    private readonly OpenStream[] _streams;
    private readonly IRequests _requests;
    private uint _turn;
    private long _copies;
    private long _found;

    public StreamCalls(LoadPlan plan, IRequests requests)
    {
        (_connections, _requests) = (new(plan), requests);
        _streams = [.. _connections.All.Select(invoker => new OpenStream(invoker.AsyncDuplexStreamingCall(RawMethods.SubmitStream, null, _connections.StreamOptions())))];
    }

    public (long Copies, long Found) CopiesAnswered => (Interlocked.Read(ref _copies), Interlocked.Read(ref _found));

    public async Task<StatusCode> SendAsync(int index)
    {
        var stream = _streams[Connections.Turn(ref _turn, _streams.Length)];
        var (status, accepted) = await stream.SendAsync(index, _requests[index]).ConfigureAwait(false);
        if (status == StatusCode.OK && _requests.IsCopy(index))
        {
            Interlocked.Increment(ref _copies);
            Interlocked.Add(ref _found, Answer.Of(accepted.ToArray()).HasTwin ? 1 : 0);
        }

        return status;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in _streams)
        {
            await stream.DisposeAsync();
        }

        _connections.Dispose();
    }
}
