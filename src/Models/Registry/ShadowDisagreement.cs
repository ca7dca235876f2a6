using Triage.Models.Intake;

namespace Triage.Models.Registry;

/// <summary>One invoice about which two versions differ in verdict, exceptions or first codes.</summary>
/// <param name="Position">Of the verdict in the feed.</param>
/// <param name="Seq">Of the verdict in the invoice's history.</param>
/// <param name="Facility">Of the invoice; <c>null</c> where it names none.</param>
public sealed record ShadowDisagreement(long Position, InvoiceKey Key, long Seq, string? Facility, ShadowOpinion Said, ShadowOpinion Candidate)
{
    /// <summary>So many are kept of a run; of more the counts alone tell.</summary>
    public const int KeptMax = 10_000;
}
