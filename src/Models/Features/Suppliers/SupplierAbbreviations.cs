using System.Collections.Frozen;

namespace Triage.Models.Features.Suppliers;

/// <summary>
/// What source systems shorten, written out, and what is written in two ways, in one. General to the language of health care and
/// local government; no supplier's own name stands here.
/// </summary>
internal static class SupplierAbbreviations
{
    private static readonly FrozenDictionary<string, string[]> Full = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["FT"] = ["FOUNDATION", "TRUST"], ["NHSFT"] = ["NHS", "FOUNDATION", "TRUST"], ["NHST"] = ["NHS", "TRUST"], ["NHSTRUST"] = ["NHS", "TRUST"],
        ["NHSFOUNDATION"] = ["NHS", "FOUNDATION"], ["NHSFOUNDATIONTRUST"] = ["NHS", "FOUNDATION", "TRUST"], ["FOUND"] = ["FOUNDATION"], ["FDN"] = ["FOUNDATION"], ["FNDTN"] = ["FOUNDATION"], ["FOUNDTN"] = ["FOUNDATION"],
        ["TST"] = ["TRUST"], ["TRST"] = ["TRUST"], ["CCG"] = ["CLINICAL", "COMMISSIONING", "GROUP"], ["PCT"] = ["PRIMARY", "CARE", "TRUST"], ["CSU"] = ["COMMISSIONING", "SUPPORT", "UNIT"], ["ICB"] = ["INTEGRATED", "CARE", "BOARD"],
        ["MBC"] = ["METROPOLITAN", "BOROUGH", "COUNCIL"], ["MDC"] = ["METROPOLITAN", "DISTRICT", "COUNCIL"], ["BC"] = ["BOROUGH", "COUNCIL"], ["CC"] = ["COUNTY", "COUNCIL"], ["DC"] = ["DISTRICT", "COUNCIL"],
        ["LB"] = ["LONDON", "BOROUGH"], ["CNCL"] = ["COUNCIL"], ["CNL"] = ["COUNCIL"], ["BORO"] = ["BOROUGH"], ["MET"] = ["METROPOLITAN"], ["CVS"] = ["COUNCIL", "FOR", "VOLUNTARY", "SERVICE"], ["CAB"] = ["CITIZEN", "ADVICE", "BUREAU"], ["BUREAUX"] = ["BUREAU"],
        ["HOSP"] = ["HOSPITAL"], ["UNIV"] = ["UNIVERSITY"], ["UNI"] = ["UNIVERSITY"], ["UH"] = ["UNIVERSITY", "HOSPITAL"], ["SERV"] = ["SERVICE"], ["SVC"] = ["SERVICE"], ["SRV"] = ["SERVICE"], ["SVCS"] = ["SERVICE"], ["AMB"] = ["AMBULANCE"],
        ["HLTH"] = ["HEALTH"], ["HEALTHCARE"] = ["HEALTH", "CARE"], ["COMM"] = ["COMMUNITY"], ["PSHIP"] = ["PARTNERSHIP"], ["PARTNRSHIP"] = ["PARTNERSHIP"], ["MED"] = ["MEDICAL"], ["PRAC"] = ["PRACTICE"], ["PRACT"] = ["PRACTICE"], ["SURG"] = ["SURGERY"],
        ["CTR"] = ["CENTRE"], ["CTRE"] = ["CENTRE"], ["CNTR"] = ["CENTRE"], ["CENTER"] = ["CENTRE"], ["GRP"] = ["GROUP"], ["DEPT"] = ["DEPARTMENT"], ["ASSOC"] = ["ASSOCIATION"], ["ASSN"] = ["ASSOCIATION"], ["NATL"] = ["NATIONAL"], ["NAT"] = ["NATIONAL"],
        ["INTL"] = ["INTERNATIONAL"], ["MGMT"] = ["MANAGEMENT"], ["PHARM"] = ["PHARMACY"], ["CHEM"] = ["CHEMIST"], ["EDUC"] = ["EDUCATION"], ["AUTH"] = ["AUTHORITY"], ["MH"] = ["MENTAL", "HEALTH"], ["NH"] = ["NURSING", "HOME"],
        ["DOCTOR"] = ["DR"], ["SAINT"] = ["ST"], ["STREET"] = ["ST"], ["ROAD"] = ["RD"], ["AVENUE"] = ["AVE"], ["LANE"] = ["LN"], ["DRS"] = ["DR"], ["TECH"] = ["TECHNOLOGY"], ["SOC"] = ["SOCIETY"], ["DEV"] = ["DEVELOPMENT"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Append(string word, List<string> to)
    {
        if (Full.TryGetValue(word, out var full))
        {
            to.AddRange(full);
            return;
        }

        var single = Singular(word);
        if (single != word && Full.TryGetValue(single, out full))
        {
            to.AddRange(full);
            return;
        }

        to.Add(single);
    }

    /// <summary>The plural's S goes, and so does the possessive's (the S stemmer: Harman, Journal of the American Society for Information Science 42, 1991).</summary>
    private static string Singular(string word) =>
        word.Length < 4 || word[^1] != 'S' || word[^2] is 'S' or 'U' or 'I' ? word
        : word.Length > 4 && word.EndsWith("IES", StringComparison.Ordinal) ? word[..^3] + "Y"
        : word[..^1];
}
