using System.Collections.Immutable;
using Triage.Models.Payloads;

namespace Triage.Models.MasterData;

/// <summary>The stored form of a file's content, version 1. Bank accounts stand in it as prints, never as written.</summary>
public static class MasterDataCodec
{
    private const byte Version = 1;

    public static byte[] Encode(MasterDataContent content)
    {
        var writer = new PayloadWriter();
        writer.Byte(Version);
        writer.Byte((byte)content.Kind);
        writer.Flag(content.HasAccounts);
        writer.Count(content.Entries.Length);
        foreach (var entry in content.Entries)
        {
            entry.Write(writer);
        }

        return writer.ToArray();
    }

    /// <exception cref="PayloadDamagedException">The bytes are not what was written.</exception>
    public static MasterDataContent Decode(ReadOnlySpan<byte> payload)
    {
        var from = new PayloadReader(payload);
        if (from.Byte() != Version)
        {
            throw new PayloadDamagedException();
        }

        var (kind, hasAccounts) = ((MasterDataKind)from.Byte(), from.Flag());
        var entries = ImmutableArray.CreateBuilder<IMasterDataEntry>(from.Count());
        for (var i = 0; i < entries.Capacity; i++)
        {
            entries.Add(kind switch
            {
                MasterDataKind.Suppliers => Supplier.Read(ref from),
                MasterDataKind.Codes => CodeEntry.Read(ref from),
                MasterDataKind.Facilities => Facility.Read(ref from),
                MasterDataKind.Calendars => BusinessCalendar.Read(ref from),
                _ => throw new PayloadDamagedException(),
            });
        }

        return from.IsAtEnd ? new MasterDataContent(kind, entries.MoveToImmutable(), hasAccounts) : throw new PayloadDamagedException();
    }
}
