using Triage.Models.History;
using Triage.Models.Lifecycle;
using Triage.Models.Payloads;

namespace Triage.Storage.Scan;

/// <summary>One invoice's events as a scan finds them, up to the first that cannot be read.</summary>
public sealed class ScannedHistory
{
    private readonly List<StoredEvent> _events = [];
    private readonly HashSet<long> _withSensitive = [];

    public IReadOnlyList<StoredEvent> Events => _events;

    /// <summary>What is wrong with the first event that cannot be read; <c>null</c> when all can.</summary>
    public string? Damage { get; private set; }

    /// <summary>Whether the event's sensitive fields are there; otherwise it had none, or they were destroyed.</summary>
    public bool HasSensitive(long seq) => _withSensitive.Contains(seq);

    internal void Add(long seq, long position, long type, long atMicros, byte[] payload, byte[]? sensitive)
    {
        if (Damage is not null)
        {
            return;
        }

        if (sensitive is not null)
        {
            _withSensitive.Add(seq);
        }

        try
        {
            // A plain cast would cut a greater number down to a type that exists.
            _events.Add(new StoredEvent(seq, position, EventCodec.Decode((InvoiceEventType)checked((byte)type), atMicros, payload, sensitive)));
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            Damage = $"event {seq} cannot be read: {damaged.Message}";
        }
    }

    // What decoders and column types throw over bytes that nobody wrote; the checker reports, it never falls over.
    private static bool IsDamage(Exception failure) =>
        failure is PayloadDamagedException or FormatException or ArgumentException or InvalidOperationException
            or InvalidCastException or OverflowException or IndexOutOfRangeException;
}
