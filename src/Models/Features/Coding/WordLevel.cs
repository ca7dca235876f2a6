namespace Triage.Models.Features.Coding;

/// <summary>Whose name's words, and confirmed where. Their order is that of the features: append only.</summary>
public enum WordLevel
{
    SupplierWords,
    AnywhereSupplierWords,
    PlaceWords,
    AnywherePlaceWords,
}
