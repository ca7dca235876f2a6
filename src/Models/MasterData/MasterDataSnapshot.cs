using System.Collections.Immutable;

namespace Triage.Models.MasterData;

/// <summary>A tenant's master data in force at one moment: built whole, never changed. What is not loaded is <c>null</c>.</summary>
public sealed class MasterDataSnapshot
{
    public static readonly MasterDataSnapshot None = new([], AccountKey.None);

    public MasterDataSnapshot(ImmutableArray<(MasterDataStamp Stamp, MasterDataContent Content)> inForce, AccountKey key)
    {
        var loaded = inForce.Where(version => !version.Content.IsEmpty).ToDictionary(version => version.Stamp.Kind, version => version.Content);
        Versions = [.. inForce.Select(version => version.Stamp).OrderBy(stamp => stamp.Kind)];
        Used = [.. Versions.Where(stamp => loaded.ContainsKey(stamp.Kind))];
        Suppliers = loaded.TryGetValue(MasterDataKind.Suppliers, out var suppliers) ? new SupplierDirectory(suppliers, key) : null;
        Codes = loaded.TryGetValue(MasterDataKind.Codes, out var codes) ? new CodeList(codes) : null;
        Facilities = loaded.TryGetValue(MasterDataKind.Facilities, out var facilities)
            ? new FacilityDirectory(facilities, loaded.GetValueOrDefault(MasterDataKind.Calendars))
            : null;
    }

    /// <summary>In force, by kind; a kind that was taken out of force is among them.</summary>
    public ImmutableArray<MasterDataStamp> Versions { get; }

    /// <summary>Those with entries: what a verdict rests on.</summary>
    public ImmutableArray<MasterDataStamp> Used { get; }

    public SupplierDirectory? Suppliers { get; }

    public CodeList? Codes { get; }

    public FacilityDirectory? Facilities { get; }

    /// <summary>The hours in which a facility works; every hour where they are not known.</summary>
    public IOpenTime OpenTimeOf(string? facility, DateOnly around) => Facilities?.OpenTimeById(facility, around) ?? AlwaysOpen.Time;

    /// <summary>0 where the kind was never imported.</summary>
    public long VersionOf(MasterDataKind kind) => Versions.FirstOrDefault(stamp => stamp.Kind == kind)?.Version ?? 0;
}
