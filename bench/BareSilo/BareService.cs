using System.Runtime.InteropServices;
using Grpc.Core;
using Triage.Bench.V1;

namespace Triage.BareSilo;

internal sealed class BareService(IGrainFactory grains, Counters counters) : Bench.V1.BareService.BareServiceBase
{
    private static readonly EmptyResponse Nothing = new();
    private static readonly AppendResponse Appended = new();

    public override Task<EmptyResponse> Empty(EmptyRequest request, ServerCallContext context)
    {
        counters.OnEmpty();
        return Task.FromResult(Nothing);
    }

    public override async Task<AppendResponse> Append(AppendRequest request, ServerCallContext context)
    {
        var payload = MemoryMarshal.TryGetArray(request.Payload.Memory, out var whole) && whole.Array is { } array && array.Length == whole.Count
            ? array
            : request.Payload.ToByteArray();
        await grains.GetGrain<IEventGrain>(request.Id).AppendAsync(payload);
        return Appended;
    }
}
