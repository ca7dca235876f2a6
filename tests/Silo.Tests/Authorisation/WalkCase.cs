using Google.Protobuf;

namespace Triage.Silo.Tests.Authorisation;

/// <summary>How the walk calls one rpc.</summary>
/// <param name="Rpc">Service and method, for example IntakeService.Cancel.</param>
/// <param name="Ask">A request that succeeds for who may make it.</param>
/// <param name="Shows">For calls that answer with many things: whether the target is among them. <c>null</c>: an answer is about the target.</param>
/// <param name="Then">What the caller's stream sends behind the first message.</param>
internal sealed record WalkCase(string Rpc, Func<WalkTarget, IMessage> Ask, Func<IMessage, WalkTarget, bool>? Shows = null, IEnumerable<IMessage>? Then = null);
