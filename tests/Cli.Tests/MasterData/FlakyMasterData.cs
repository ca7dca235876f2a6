using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Cli.Tests.MasterData;

/// <summary>Takes files whole, but says so only now and then: the rest of the time it is away, before or after the file counts.</summary>
internal sealed class FlakyMasterData : MasterDataService.MasterDataServiceBase
{
    public int FailuresLeft { get; set; }

    public List<(ImportHeader Header, byte[] File)> Received { get; } = [];

    public override Task<GetMasterDataResponse> GetMasterData(GetMasterDataRequest request, ServerCallContext context) =>
        Task.FromResult(new GetMasterDataResponse { InForce = { new MasterDataVersion { Kind = MasterDataKind.Codes, Version = 7 } } });

    public override async Task<ImportResponse> ImportStream(IAsyncStreamReader<ImportStreamRequest> requestStream, ServerCallContext context)
    {
        await requestStream.MoveNext(context.CancellationToken);
        var header = requestStream.Current.Header;
        using var file = new MemoryStream();
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            requestStream.Current.Chunk.WriteTo(file);
            if (FailuresLeft % 2 == 1)
            {
                break; // away in the middle
            }
        }

        if (FailuresLeft-- > 0)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        }

        Received.Add((header, file.ToArray()));
        return new ImportResponse { Outcome = ImportOutcome.Imported, Version = new MasterDataVersion { Kind = header.Kind, Version = 8 } };
    }
}
