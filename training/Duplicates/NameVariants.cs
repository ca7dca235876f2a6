using Triage.Training.Generation;

namespace Triage.Training.Duplicates;

/// <summary>More ways in which a supplier's name comes otherwise: to learn from.</summary>
internal static class NameVariants
{
    private static readonly string[] Additions = ["UK", "GROUP", "INTERNATIONAL", "SERVICES", "TRADING AS", "EUROPE", "HOLDINGS", "HEAD OFFICE", "ACCOUNTS"];

    private static readonly (string Long, string Short)[] Shortened =
    [
        ("SERVICES", "SVCS"), ("INTERNATIONAL", "INTL"), ("HOSPITAL", "HOSP"), ("UNIVERSITY", "UNIV"), ("MANUFACTURING", "MFG"), ("MANAGEMENT", "MGMT"),
        ("MEDICAL", "MED"), ("LABORATORIES", "LABS"), ("FOUNDATION TRUST", "FT"), ("UNITED KINGDOM", "UK"), ("DEPARTMENT", "DEPT"), ("SAINT", "ST"), ("COUNCIL", "CNCL"),
    ];

    /// <param name="name">Normalised.</param>
    public static string Of(string name, Chance chance)
    {
        var words = name.Split(' ');
        return chance.Below(8) switch
        {
            0 => $"{name} {chance.One(Additions)}",
            1 => $"THE {name}",
            2 => Rewritten(name),
            3 => string.Join(' ', words[..(1 + chance.Below(words.Length))]),
            4 => name[..Math.Min(name.Length, 6 + chance.Below(20))],
            5 => words.Length > 1 ? $"{string.Concat(words[..^1].Select(word => word[0]))} {words[^1]}" : $"{name[0]} {name}",
            6 => string.Concat(words),
            _ => Slipped(name, chance),
        };
    }

    private static string Rewritten(string name)
    {
        foreach (var (spelled, shortened) in Shortened)
        {
            if (name.Contains(spelled, StringComparison.Ordinal))
            {
                return name.Replace(spelled, shortened, StringComparison.Ordinal);
            }

            var padded = $" {name} ";
            if (padded.Contains($" {shortened} ", StringComparison.Ordinal))
            {
                return padded.Replace($" {shortened} ", $" {spelled} ", StringComparison.Ordinal).Trim();
            }
        }

        return $"{name} UK";
    }

    /// <summary>A letter left out, doubled, changed, or exchanged with the next.</summary>
    private static string Slipped(string name, Chance chance)
    {
        var place = chance.Below(name.Length);
        return chance.Below(4) switch
        {
            0 => name.Remove(place, 1),
            1 => name.Insert(place, name[place].ToString()),
            2 when place + 1 < name.Length => name[..place] + name[place + 1] + name[place] + name[(place + 2)..],
            _ => $"{name[..place]}{(char)('A' + chance.Below(26))}{name[(place + 1)..]}",
        };
    }
}
