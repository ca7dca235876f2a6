namespace Triage.Models.Features.Suppliers;

/// <summary>What a supplier's name says it is in law.</summary>
internal enum LegalForm
{
    Unsaid = 0,
    Limited = 1,
    PublicLimited = 2,
    Partnership = 3,
    CommunityInterest = 4,
    Charity = 5,
}
