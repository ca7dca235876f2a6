namespace Triage.Models.Scoring.Packages.Sources;

/// <param name="Bytes">As the source says before it is read: no more of it is ever taken.</param>
public readonly record struct PackageEntry(string Name, long Bytes);
