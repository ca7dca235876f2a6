using Grpc.Core;

namespace Triage.Load.Calls;

internal interface ICalls : IAsyncDisposable
{
    /// <summary>Never throws: what went wrong is the status.</summary>
    Task<StatusCode> SendAsync(int index);

    /// <summary>Copies that were answered, and those of them that were found again.</summary>
    (long Copies, long Found) CopiesAnswered { get; }
}
