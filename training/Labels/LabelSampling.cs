namespace Triage.Training.Labels;

/// <summary>
/// How a label came to be known, because what is known of some invoices is not what would be known of all. Numbers are kept in packages and never used again.
/// Answers of reviewers and audits drawn at random are further kinds, and come with the events that carry them.
/// </summary>
public enum LabelSampling
{
    /// <summary>The ERP posted it after policy let it pass: no person looked.</summary>
    PostedAfterClear = 1,

    /// <summary>The ERP posted it although or after a person was asked.</summary>
    PostedAfterReview = 2,

    /// <summary>The ERP posted it while it waited for something.</summary>
    PostedAfterHold = 3,

    /// <summary>The ERP posted it before it was judged.</summary>
    PostedUnjudged = 4,

    /// <summary>A host said that the codes are confirmed.</summary>
    CodingConfirmed = 5,
}
