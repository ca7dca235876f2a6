namespace Triage.Models.Scoring.Packages;

/// <param name="Kind">One of <see cref="ModelFileKinds"/>.</param>
/// <param name="FeatureSchemaSha256">Of models; <c>null</c> of other files.</param>
public sealed record ModelFile(string Name, string Kind, string Sha256, long Bytes, string? FeatureSchemaSha256 = null);
