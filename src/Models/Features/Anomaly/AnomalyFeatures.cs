using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Features.Anomaly;

/// <summary>
/// An invoice against the history before it, as numbers: the one extractor of training and serving; pure. What lines say is reduced to
/// the invoice by its most unusual line, for amount, code and place each its own.
/// </summary>
public static class AnomalyFeatures
{
    /// <summary>What a feature says that can't be known; no real value is below zero.</summary>
    public const float Missing = -1;

    private static readonly ValueColumns Code = new(ValueLevels.Code);
    private static readonly ValueColumns Place = new(ValueLevels.Place);

    // In the order of the columns.
    private static readonly ImmutableArray<(AnomalyRespect Respect, string[] Names)> Parts =
    [
        (AnomalyRespect.Amount, AmountColumns.Names),
        (AnomalyRespect.AccountCode, Code.Names),
        (AnomalyRespect.CostCentre, Place.Names),
        (AnomalyRespect.Rhythm, RhythmColumns.Names),
        (AnomalyRespect.Facility, ["facility_surprise_supplier"]),
    ];

    /// <summary>Of what training and serving read.</summary>
    public static readonly FeatureSchema Schema = new([.. Parts.SelectMany(part => part.Names)]);

    /// <summary>What each column speaks of.</summary>
    public static readonly ImmutableArray<AnomalyRespect> Respects = [.. Parts.SelectMany(part => part.Names.Select(_ => part.Respect))];

    public static void Extract(Invoice invoice, AnomalyHistory history, AnomalyRow into) => Extract(AnomalyFacts.Of(invoice), history, into);

    public static void Extract(AnomalyFacts facts, AnomalyHistory history, AnomalyRow into)
    {
        var past = history.PastOf(facts.Supplier);
        var row = into.ToFill;
        into.AmountLine = AmountColumns.Fill(facts, history, past, Take(ref row, AmountColumns.Names));
        into.CodeLine = Code.Fill(facts, history, past, Take(ref row, Code.Names));
        into.PlaceLine = Place.Fill(facts, history, past, Take(ref row, Place.Names));
        RhythmColumns.Fill(facts, past, facts.Lines.Length > 0 ? facts.Lines[0] : null, Take(ref row, RhythmColumns.Names));
        row[0] = facts.Facility == 0 ? Missing : Rarity.Surprise(history.Tally(AnomalyLevel.FacilitiesOfSupplier, facts.Supplier), history.NumberOf(facts.Facility));
    }

    private static Span<float> Take(ref Span<float> row, string[] names)
    {
        var part = row[..names.Length];
        row = row[names.Length..];
        return part;
    }
}
