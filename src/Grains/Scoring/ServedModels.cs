namespace Triage.Grains.Scoring;

/// <summary>What a tenant's invoices are scored with from one moment to the next: exchanged as one, so that no score mixes two.</summary>
/// <param name="Follower">Of the profiles that the set reads; <c>null</c> of a set without a model.</param>
internal sealed record ServedModels(ModelSet Set, ProfileFollower? Follower);
