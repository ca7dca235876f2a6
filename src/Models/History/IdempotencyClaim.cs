using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.History;

/// <param name="ReplySeq">Known at once where the reply does not wait for a verdict; else <c>null</c>.</param>
public sealed record IdempotencyClaim(RequestKey Request, ImmutableArray<byte> PayloadSha256, long? ReplySeq);
