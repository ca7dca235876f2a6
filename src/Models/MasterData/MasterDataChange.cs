using System.Collections.Immutable;
using Triage.Models.Payloads;

namespace Triage.Models.MasterData;

/// <summary>What a file says otherwise than the one before it: ids in the order of the files.</summary>
public sealed record MasterDataChange(ImmutableArray<string> Added, ImmutableArray<string> Changed, ImmutableArray<string> Removed)
{
    /// <param name="before">In force until now; <c>null</c> before the first.</param>
    public static MasterDataChange Between(MasterDataContent? before, MasterDataContent after)
    {
        var old = (before?.Entries ?? []).ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        var (added, changed) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var entry in after.Entries)
        {
            if (!old.Remove(entry.Id, out var known))
            {
                added.Add(entry.Id);
            }
            else if (!BytesOf(known).AsSpan().SequenceEqual(BytesOf(entry)))
            {
                changed.Add(entry.Id);
            }
        }

        return new MasterDataChange(
            added.ToImmutable(),
            changed.ToImmutable(),
            [.. (before?.Entries ?? []).Where(entry => old.ContainsKey(entry.Id)).Select(entry => entry.Id)]);
    }

    private static byte[] BytesOf(IMasterDataEntry entry)
    {
        var writer = new PayloadWriter();
        entry.Write(writer);
        return writer.ToArray();
    }
}
