namespace Triage.Models.Registry;

/// <summary>How far two versions agree on one part of the invoices of a run.</summary>
/// <param name="Name">Empty: of invoices that name none. <see cref="Others"/>: of all that came after the first <see cref="NamesMax"/>.</param>
public sealed record ShadowSegment(ShadowSegmentKind By, string Name, ShadowCounts Counts)
{
    public const int NamesMax = 200;
    public const string Others = "*";
}

/// <summary>The numbers are stored and stand in the contract.</summary>
public enum ShadowSegmentKind : byte
{
    Facility = 1,
    ServiceLine = 2,
}
