namespace Triage.Models.Features.Coding;

/// <summary>Under which keys confirmed codes are counted, from the nearest to the widest. Their order is that of the features: append only.</summary>
public enum CodingLevel
{
    SupplierPlaceAmount,
    SupplierAmount,
    PlaceAmount,
    Amount,
    SupplierPlaceBand,
    SupplierPlaceShape,
    SupplierPlace,
    SupplierPlaceGroup,
    SupplierFineBand,
    SupplierBand,
    SupplierShape,
    Supplier,
    WordPlace,
    Word,
    PlaceBand,
    Place,
    PlaceGroup,
    Facility,
    AnywhereSupplierPlace,
    AnywhereSupplier,
    AnywherePlace,
    SupplierItem,
    AnywhereSupplierItem,
    AnywhereItem,
    SupplierService,
    AnywhereService,
}
