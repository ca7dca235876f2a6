using Grpc.Core;
using Triage.Cli.Bench.Plan;
using Triage.Load.Requests;

namespace Triage.Load.Calls;

internal sealed class UnaryCalls(LoadPlan plan, IRequests requests) : ICalls
{
    private readonly Connections _connections = new(plan);
    private readonly Method<byte[], Answer> _method = RawMethods.Of(plan.Call, kept: false);
    private readonly Method<byte[], Answer> _looked = RawMethods.Of(plan.Call, kept: true);
    private IReadOnlyList<CallInvoker>? _invokers;
    private long _copies;
    private long _found;

    public (long Copies, long Found) CopiesAnswered => (Interlocked.Read(ref _copies), Interlocked.Read(ref _found));

    public async Task<StatusCode> SendAsync(int index)
    {
        try
        {
            var isCopy = requests.IsCopy(index);
            var invoker = _connections.Next(_invokers ??= _connections.All);
            using var call = invoker.AsyncUnaryCall(isCopy ? _looked : _method, null, _connections.Options(), requests[index]);
            var answer = await call.ResponseAsync.ConfigureAwait(false);
            if (isCopy)
            {
                Interlocked.Increment(ref _copies);
                Interlocked.Add(ref _found, answer.HasTwin ? 1 : 0);
            }

            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    public ValueTask DisposeAsync()
    {
        _connections.Dispose();
        return ValueTask.CompletedTask;
    }
}
