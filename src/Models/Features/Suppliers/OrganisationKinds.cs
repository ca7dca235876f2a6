using System.Collections.Frozen;

namespace Triage.Models.Features.Suppliers;

internal static class OrganisationKinds
{
    // Keyed by the form in which SupplierWords leaves a word.
    private static readonly FrozenDictionary<string, OrganisationKind> OfWord = new Dictionary<string, OrganisationKind>(StringComparer.Ordinal)
    {
        ["SURGERY"] = OrganisationKind.Doctors, ["PRACTICE"] = OrganisationKind.Doctors, ["DR"] = OrganisationKind.Doctors, ["MEDICAL"] = OrganisationKind.Doctors, ["CLINIC"] = OrganisationKind.Doctors,
        ["HOSPITAL"] = OrganisationKind.Hospital, ["TRUST"] = OrganisationKind.Hospital, ["INFIRMARY"] = OrganisationKind.Hospital,
        ["COMMISSIONING"] = OrganisationKind.Commissioner, ["COUNCIL"] = OrganisationKind.Council, ["BOROUGH"] = OrganisationKind.Council,
        ["AMBULANCE"] = OrganisationKind.Ambulance, ["UNIVERSITY"] = OrganisationKind.Education, ["COLLEGE"] = OrganisationKind.Education, ["SCHOOL"] = OrganisationKind.Education,
        ["PHARMACY"] = OrganisationKind.Pharmacy, ["CHEMIST"] = OrganisationKind.Pharmacy, ["NURSING"] = OrganisationKind.Home, ["RESIDENTIAL"] = OrganisationKind.Home, ["HOME"] = OrganisationKind.Home,
        ["HOSPICE"] = OrganisationKind.Charity, ["CHARITY"] = OrganisationKind.Charity, ["CHARITABLE"] = OrganisationKind.Charity, ["SOCIETY"] = OrganisationKind.Charity, ["ASSOCIATION"] = OrganisationKind.Charity,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static OrganisationKind Of(ReadOnlySpan<string> words)
    {
        var kinds = OrganisationKind.Unsaid;
        foreach (var word in words)
        {
            kinds |= OfWord.GetValueOrDefault(word);
        }

        return kinds;
    }
}
