namespace Triage.Models.Scoring.Coding;

/// <summary>How much is known of a line's supplier when its code is asked for. The order is that of a model's <see cref="CodingModel.Sets"/>.</summary>
public enum SupplierKnowledge
{
    NeverSeen,
    Thin,
    WellKnown,
}
