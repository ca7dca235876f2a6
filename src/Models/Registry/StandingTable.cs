using System.Collections.Frozen;
using static Triage.Models.Registry.ModelStanding;
using static Triage.Models.Registry.RegistryActionKind;

namespace Triage.Models.Registry;

/// <summary>What an action makes of the version that it names. What is not here cannot be done; nothing leads out of Retired.</summary>
public static class StandingTable
{
    public static readonly FrozenDictionary<(ModelStanding From, RegistryActionKind Action), ModelStanding> Edges = new Dictionary<(ModelStanding, RegistryActionKind), ModelStanding>
    {
        [(None, RegistryActionKind.Registered)] = ModelStanding.Registered,
        [(ModelStanding.Registered, ShadowStarted)] = Shadow,
        [(Shadow, ShadowStopped)] = ModelStanding.Registered,
        [(ModelStanding.Registered, Promoted)] = InForce,
        [(Shadow, Promoted)] = InForce,
        [(ModelStanding.Registered, RolledBack)] = InForce,
        [(Shadow, RolledBack)] = InForce,
        [(ModelStanding.Registered, RegistryActionKind.Retired)] = ModelStanding.Retired,
    }.ToFrozenDictionary();

    /// <summary>What another version in force makes of the rest: a comparison with what is no longer in force ends.</summary>
    public static ModelStanding Displaced(ModelStanding standing) => standing is InForce or Shadow ? ModelStanding.Registered : standing;

    /// <summary><c>null</c>: it cannot be done.</summary>
    public static ModelStanding? After(ModelStanding from, RegistryActionKind action) => Edges.TryGetValue((from, action), out var to) ? to : null;
}
