using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Payloads;

namespace Triage.Models.Tests.History;

/// <summary>
/// Histories are never rewritten, so what version 1 wrote is read for ever. The files in Stored never
/// change; an encoding that does is version 2, with files of its own beside these.
/// </summary>
public sealed class StoredEventTests
{
    public static TheoryData<string> Names => [.. StoredEventFile.Names];

    [Theory, MemberData(nameof(Names))]
    public void Decode_stored_bytes_say_what_they_said(string name)
    {
        var stored = StoredEventFile.Read(name);
        Assert.Equal(stored.Json, StoredEventFile.ToJson(stored.Decode()), ignoreLineEndingDifferences: true);
    }

    [Theory, MemberData(nameof(Names))]
    public void Encode_version_1_writes_the_stored_bytes(string name)
    {
        var stored = StoredEventFile.Read(name);
        var again = EventCodec.Encode(stored.Decode());
        Assert.Equal(Convert.ToHexString(stored.Event.Payload), Convert.ToHexString(again.Payload));
        Assert.Equal(stored.Event.Sensitive, again.Sensitive);
    }

    [Theory, MemberData(nameof(Names))]
    public void Decode_without_the_sensitive_part_says_everything_else(string name)
    {
        var stored = StoredEventFile.Read(name);
        var destroyed = EventCodec.Decode(stored.Event.Type, stored.Event.AtMicros, stored.Event.Payload, sensitive: null);
        Assert.Equal(stored.Event.Payload, EventCodec.Encode(destroyed).Payload);
    }

    [Theory, MemberData(nameof(Names))]
    public void Decode_bytes_that_end_early_are_damage(string name)
    {
        var stored = StoredEventFile.Read(name);
        for (var length = 0; length < stored.Event.Payload.Length; length++)
        {
            Assert.Throws<PayloadDamagedException>(() => EventCodec.Decode(stored.Event.Type, stored.Event.AtMicros, stored.Event.Payload.AsSpan(0, length), stored.Event.Sensitive));
        }
    }

    [Fact]
    public void HashOf_version_1_is_the_hash_that_was_stored()
    {
        var received = StoredEventFile.Names.Select(name => StoredEventFile.Read(name).Decode()).OfType<Received>().ToArray();
        Assert.NotEmpty(received);
        Assert.All(received, happened => Assert.Equal(happened.PayloadSha256, InvoiceCodec.HashOf(happened.Invoice)));
    }

    [Fact]
    public void Files_have_every_event_every_verdict_and_every_field()
    {
        var stored = StoredEventFile.Names.Select(StoredEventFile.Read).ToArray();
        Assert.Equal(Enum.GetValues<InvoiceEventType>(), stored.Select(file => file.Event.Type).Distinct().Order());
        Assert.Equal(
            [VerdictKind.Clear, VerdictKind.Review, VerdictKind.Hold],
            stored.Select(file => file.Decode()).OfType<Triaged>().Select(happened => happened.Verdict.Kind).Distinct().Order());
        var whole = StoredEventFile.Read("received-whole.v1").Json;
        Assert.DoesNotContain("null", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("[]", whole, StringComparison.Ordinal);
    }
}
