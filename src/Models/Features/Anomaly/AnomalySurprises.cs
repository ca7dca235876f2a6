using System.Collections.Immutable;

namespace Triage.Models.Features.Anomaly;

/// <summary>
/// Those features of a row in which more is more unusual, for a detector that nobody taught which way is wrong. What can't be known is 0 here:
/// no surprise.
/// </summary>
public static class AnomalySurprises
{
    private static readonly ImmutableArray<string> Plain =
    [
        "amount_above_supplier", "amount_above_facility", "line_above_supplier_code", "line_above_supplier_place", "line_above_code", "code_surprise", "code_group_surprise_supplier",
        "code_group_surprise_place", "place_surprise", "place_group_surprise_supplier", "place_group_surprise_code", "gap_below", "day_bills_above", "week_bills_surprise",
        "month_bills_surprise", "facility_surprise_supplier",
    ];

    // A hint says something by how much it is more usual than the amount itself.
    private static readonly ImmutableArray<(string Hint, string Own)> Beyond =
    [
        ("line_tenth_times", "line_times"), ("line_exchanged_times", "line_times"), ("amount_tenth_density", "amount_density"),
    ];

    private static readonly ImmutableArray<int> PlainAt = [.. Plain.Select(At)];
    private static readonly ImmutableArray<(int Hint, int Own)> BeyondAt = [.. Beyond.Select(pair => (At(pair.Hint), At(pair.Own)))];

    public static readonly FeatureSchema Schema = new([.. Plain, .. Beyond.Select(pair => $"{pair.Hint}_beyond")]);

    /// <summary>What each column speaks of.</summary>
    public static readonly ImmutableArray<AnomalyRespect> Respects = [.. PlainAt.Concat(BeyondAt.Select(pair => pair.Hint)).Select(at => AnomalyFeatures.Respects[at])];

    /// <param name="row">Of <see cref="AnomalyFeatures"/>.</param>
    public static void Fill(ReadOnlySpan<float> row, Span<float> into)
    {
        for (var i = 0; i < PlainAt.Length; i++)
        {
            into[i] = Math.Max(0, row[PlainAt[i]]);
        }

        for (var i = 0; i < BeyondAt.Length; i++)
        {
            into[PlainAt.Length + i] = Math.Max(0, row[BeyondAt[i].Hint] - Math.Max(0, row[BeyondAt[i].Own]));
        }
    }

    private static int At(string name) => AnomalyFeatures.Schema.Names.IndexOf(name);
}
