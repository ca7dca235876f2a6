using System.Collections.Immutable;

namespace Triage.Models.Features.Coding;

/// <summary>What each place of a vector means: a model is bound to these names and their order.</summary>
internal static class CodingFeatureNames
{
    public static readonly CodingLevel[] AgeLevels =
        [CodingLevel.SupplierPlaceAmount, CodingLevel.SupplierAmount, CodingLevel.SupplierPlace, CodingLevel.Supplier, CodingLevel.Place, CodingLevel.Facility, CodingLevel.AnywhereSupplier];
    public static readonly CodingLevel[] VarietyLevels = [CodingLevel.SupplierPlace, CodingLevel.Supplier, CodingLevel.Place];

    /// <summary>In these a candidate is also held against the best of the others.</summary>
    public static readonly string[] Compared =
    [
        "like.narrow", "like.wide", "like.wide_ever", "like.invoice", "like_here.narrow", "like_here.wide", "like_here.wide_ever", "like_here.order", "like_here.invoice", "mixed.supplier_place", "mixed.amount", "mixed.shape",
        "law.posterior", "law.supplier", "like.part", "like_here.part", "SupplierWords.mixed", "multiples.supplier", "multiples.supplier_place", "SupplierPlace.recent_share", "Supplier.recent_share", "SupplierFineBand.share",
    ];

    public static ImmutableArray<string> InOrder()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var level in Enum.GetNames<CodingLevel>())
        {
            names.AddRange($"{level}.lines", $"{level}.share", $"{level}.count", $"{level}.of_most");
        }

        foreach (var level in AgeLevels)
        {
            names.AddRange($"{level}.age_days", $"{level}.is_last", $"{level}.recent_share");
        }

        foreach (var like in new[] { "like", "like_here" })
        {
            names.AddRange(LikeLines.KernelNames.Select(kernel => $"{like}.{kernel}"));
            names.AddRange($"{like}.narrow_weight", $"{like}.invoice_weight");
        }

        names.AddRange("mixed.facility", "mixed.place", "mixed.supplier", "mixed.independent", "mixed.supplier_place", "mixed.amount", "mixed.band", "mixed.shape");
        names.AddRange("law.facility", "law.place", "law.supplier", "law.supplier_place", "law.apart", "law.variance", "law.posterior", "apart_from_last", "days_share", "lines_a_day");
        names.AddRange("multiples.supplier", "multiples.supplier_place", "multiples.supplier_count", "multiples.supplier_place_count");
        foreach (var level in Enum.GetNames<WordLevel>())
        {
            names.AddRange($"{level}.mixed", $"{level}.share", $"{level}.lines");
        }

        names.AddRange(CodePosteriors.Names.AsSpan());
        foreach (var level in VarietyLevels)
        {
            names.AddRange($"{level}.distinct", $"{level}.entropy");
        }

        names.AddRange("amount", "is_credit", "trailing_zeros", "lines", "lines_of_this_amount", "lines_below", "weekday", "day_of_month", "is_tax_of_another", "invoice_amount", "share_of_invoice", "history_age_days");
        names.AddRange(Compared.Select(name => $"{name}.ahead"));
        return names.DrainToImmutable();
    }
}
