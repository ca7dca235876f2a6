namespace Triage.Models.Features.Anomaly;

/// <summary>What is counted, given what.</summary>
internal enum AnomalyLevel
{
    Codes = 1,
    CodesOfSupplier,
    CodesOfPlace,
    CodesOfSupplierAndPlace,
    CodeGroupsOfSupplier,
    CodeGroupsOfPlaceGroup,
    Places,
    PlacesOfSupplier,
    PlacesOfCode,
    PlacesOfSupplierAndCode,
    PlaceGroupsOfSupplier,
    PlaceGroupsOfCode,
    AmountsOfSupplier,
    AmountsOfFacility,
    LinesOfSupplierAndCode,
    LinesOfSupplierAndPlace,
    LinesOfCode,
    FacilitiesOfSupplier,
}
