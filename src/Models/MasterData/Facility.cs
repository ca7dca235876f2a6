using System.Collections.Immutable;
using Triage.Models.Payloads;

namespace Triage.Models.MasterData;

/// <summary>A place of the tenant's: a hospital, a clinic.</summary>
/// <param name="TimeZone">IANA name: which day is today there.</param>
/// <param name="ServiceLines">Those it has; empty: nobody said, so any may be its.</param>
/// <param name="Calendar">Id of its business calendar; <c>null</c>: it never closes.</param>
public sealed record Facility(string Id, string Name, string TimeZone, ImmutableArray<string> ServiceLines, string? Calendar) : IMasterDataEntry
{
    public void Write(PayloadWriter to)
    {
        to.Text(Id);
        to.Text(Name);
        to.Text(TimeZone);
        to.Count(ServiceLines.Length);
        foreach (var line in ServiceLines)
        {
            to.Text(line);
        }

        to.Text(Calendar);
    }

    public static Facility Read(ref PayloadReader from)
    {
        var (id, name, zone) = (from.RequiredText(), from.RequiredText(), from.RequiredText());
        var lines = ImmutableArray.CreateBuilder<string>(from.Count());
        for (var i = 0; i < lines.Capacity; i++)
        {
            lines.Add(from.RequiredText());
        }

        return new Facility(id, name, zone, lines.MoveToImmutable(), from.Text());
    }
}
