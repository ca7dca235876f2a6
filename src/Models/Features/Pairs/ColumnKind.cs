namespace Triage.Models.Features.Pairs;

/// <summary>What a column's cells are, found from the data.</summary>
public enum ColumnKind
{
    ShortText,
    LongText,
    Number,

    /// <summary>Dates, or lengths of time.</summary>
    Moment,
}
