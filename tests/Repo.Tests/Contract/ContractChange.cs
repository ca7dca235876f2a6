namespace Triage.Repo.Tests.Contract;

/// <summary>What became of the promises between two versions of the contract.</summary>
internal sealed record ContractChange(IReadOnlyList<string> Broken, IReadOnlyList<string> Added)
{
    public static ContractChange Between(IReadOnlyList<string> promised, IReadOnlyList<string> current) =>
        new([.. promised.Except(current)], [.. current.Except(promised)]);

    /// <summary><c>null</c> where nothing changed.</summary>
    public string? Message(string acceptance) => (Broken.Count, Added.Count) switch
    {
        (0, 0) => null,
        (0, _) => $"New in the contract:{Lines(Added)}\nIf it is meant, accept it: {acceptance}",
        _ => $"The contract broke a promise to the hosts that use it. Gone or changed:{Lines(Broken)}\nInstead there is:{Lines(Added)}\n"
            + "Numbers and names are for ever: retire a field with `reserved`, and put what breaks into v2/ beside v1/. "
            + $"Only before the first release, or for a retired field, accept it: {acceptance}",
    };

    private static string Lines(IReadOnlyList<string> lines) => string.Concat(lines.Select(line => "\n  " + line));
}
