namespace Triage.Models.Features.Suppliers;

/// <summary>What a supplier's name says it does. Two names that say different things seldom mean one supplier, whatever place they share.</summary>
[Flags]
internal enum OrganisationKind
{
    Unsaid = 0,
    Doctors = 1,
    Hospital = 2,
    Commissioner = 4,
    Council = 8,
    Ambulance = 16,
    Education = 32,
    Pharmacy = 64,
    Home = 128,
    Charity = 256,
}
