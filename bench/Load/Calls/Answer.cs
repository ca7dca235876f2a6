namespace Triage.Load.Calls;

/// <summary>What of an answer is looked at: that there is one, and the bytes of those that are held against what was sent.</summary>
internal sealed class Answer
{
    public static readonly Answer Unread = new();

    public byte[] Bytes { get; private init; } = [];

    public static Answer Of(byte[] bytes) => new() { Bytes = bytes };

    public bool HasTwin => Protos.V1.SubmitResponse.Parser.ParseFrom(Bytes).Verdict.Twins.Count > 0;
}
