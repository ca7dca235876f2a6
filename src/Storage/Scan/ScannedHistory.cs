using System.Data.Common;
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

    /// <param name="row">seq, position, type, at_us, payload, sensitive payload, from the first column on.</param>
    internal void Add(DbDataReader row, int firstColumn)
    {
        if (Damage is not null)
        {
            return;
        }

        var seq = row.GetInt64(firstColumn);
        if (!row.IsDBNull(firstColumn + 5))
        {
            _withSensitive.Add(seq);
        }

        try
        {
            var sensitive = row.IsDBNull(firstColumn + 5) ? null : row.GetFieldValue<byte[]>(firstColumn + 5);
            // GetByte would cut a greater number down to a type that exists.
            var type = (InvoiceEventType)checked((byte)row.GetInt64(firstColumn + 2));
            var happened = EventCodec.Decode(type, row.GetInt64(firstColumn + 3), row.GetFieldValue<byte[]>(firstColumn + 4), sensitive);
            _events.Add(new StoredEvent(seq, row.GetInt64(firstColumn + 1), happened));
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
