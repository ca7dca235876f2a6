namespace Triage.Models.Registry;

/// <summary>What is stored of a version is not what was registered.</summary>
public sealed class ModelFileDamagedException(string version, string file) : Exception($"{file} of version {version} is not what was registered.");
