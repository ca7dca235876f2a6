namespace Triage.Models.Scoring.Packages;

/// <summary>A package is refused; says which file and why.</summary>
public sealed class ModelPackageException(string file, string problem) : Exception($"{file} {problem}.")
{
    public string File => file;
}
