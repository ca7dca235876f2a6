namespace Triage.Grains.Drift;

/// <summary>The package doesn't say what its models were trained with: it is older than that, or another toolkit's.</summary>
public sealed class NoReferenceException(string version) : Exception($"Models {version} cannot be measured: their package has no reference. Train it again with ./triage train, which writes one.");
