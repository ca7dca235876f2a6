namespace Triage.Models.Features.Anomaly;

/// <summary>Under which keys a line's code is counted, given its place, or its place, given its code: the two are asked alike.</summary>
internal sealed record ValueLevels(
    string Name,
    string Other,
    AnomalyLevel All,
    AnomalyLevel OfSupplier,
    AnomalyLevel OfOther,
    AnomalyLevel OfSupplierAndOther,
    AnomalyLevel GroupsOfSupplier,
    AnomalyLevel GroupsOfOther,
    bool IsPlace)
{
    public static readonly ValueLevels Code = new(
        "code",
        "place",
        AnomalyLevel.Codes,
        AnomalyLevel.CodesOfSupplier,
        AnomalyLevel.CodesOfPlace,
        AnomalyLevel.CodesOfSupplierAndPlace,
        AnomalyLevel.CodeGroupsOfSupplier,
        AnomalyLevel.CodeGroupsOfPlaceGroup,
        IsPlace: false);

    public static readonly ValueLevels Place = new(
        "place",
        "code",
        AnomalyLevel.Places,
        AnomalyLevel.PlacesOfSupplier,
        AnomalyLevel.PlacesOfCode,
        AnomalyLevel.PlacesOfSupplierAndCode,
        AnomalyLevel.PlaceGroupsOfSupplier,
        AnomalyLevel.PlaceGroupsOfCode,
        IsPlace: true);

    public long ValueOf(in AnomalyLine line) => IsPlace ? line.Place : line.Code;

    public long OtherOf(in AnomalyLine line) => IsPlace ? line.Code : line.Place;

    public long GroupOf(in AnomalyLine line) => IsPlace ? line.PlaceGroup : line.CodeGroup;

    public long OtherGroupOf(in AnomalyLine line) => IsPlace ? line.Code : line.PlaceGroup;

    public long ValueOf(in PastLine line) => IsPlace ? line.Place : line.Code;

    public long OtherOf(in PastLine line) => IsPlace ? line.Code : line.Place;
}
