using System.Collections.Immutable;
using static Triage.Models.Registry.RegistryActionKind;

namespace Triage.Models.Registry;

/// <summary>A tenant's registry as of one action: a fold of all up to it.</summary>
public sealed class RegistryState
{
    private readonly Dictionary<string, ModelStanding> _standings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wereInForce = new(StringComparer.Ordinal);

    /// <summary>What each version took the place of when it was last promoted.</summary>
    private readonly Dictionary<string, string?> _promotedOver = new(StringComparer.Ordinal);

    public long Number { get; private set; }

    public string? InForce { get; private set; }

    public string? Shadow { get; private set; }

    /// <summary>The action that put the version in force there; <c>null</c>: none is.</summary>
    public RegistryAction? Since { get; private set; }

    /// <summary>Of every version that was ever registered.</summary>
    public IReadOnlyDictionary<string, ModelStanding> Standings => _standings;

    public ImmutableArray<RegistryAction> Actions { get; private set; } = [];

    /// <summary>No version was ever in force: there is nothing that another could be compared with.</summary>
    public bool IsFirst => _wereInForce.Count == 0;

    /// <param name="actions">All of one tenant, in the order of their numbers.</param>
    public static RegistryState Fold(IEnumerable<RegistryAction> actions)
    {
        var state = new RegistryState { Actions = [.. actions] };
        foreach (var action in state.Actions)
        {
            state.Apply(action);
        }

        return state;
    }

    public ModelStanding StandingOf(string version) => _standings.GetValueOrDefault(version);

    public bool WasInForce(string version) => _wereInForce.Contains(version);

    /// <summary>The version that a roll back goes to: what the one in force took the place of, or what that did, where it is retired.</summary>
    public string? Before()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = InForce; at is not null && seen.Add(at);)
        {
            at = _promotedOver.GetValueOrDefault(at);
            if (at is not null && at != InForce && StandingOf(at) != ModelStanding.Retired)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>Why the version's standing does not allow it; empty: it does.</summary>
    public ImmutableArray<RegistryRefusal> Check(RegistryActionKind kind, string version)
    {
        if (StandingTable.After(StandingOf(version), kind) is null)
        {
            return [new(RegistryRefusals.Standing, version, Standing(kind, StandingOf(version)))];
        }

        return kind switch
        {
            ShadowStarted when Shadow is not null => [new(RegistryRefusals.Standing, version, $"Version {Shadow} is in shadow, and one is at a time; stop it first.")],
            ShadowStarted when InForce is null => [new(RegistryRefusals.Standing, version, "No version is in force, so there is nothing to compare with; the first one is promoted without a shadow run.")],
            RolledBack when !WasInForce(version) => [new(RegistryRefusals.Standing, version, "It was never in force; a roll back goes to a version that was. Promote it instead.")],
            _ => [],
        };
    }

    /// <summary>The action that comes next, without the time that the store gives it.</summary>
    public RegistryAction Next(RegistryActionKind kind, string version, string actor, string reason) => new()
    {
        Number = Number + 1,
        Kind = kind,
        Version = version,
        InForceBefore = InForce,
        InForceAfter = kind is Promoted or RolledBack ? version : InForce,
        ShadowAfter = kind switch
        {
            ShadowStarted => version,
            ShadowStopped or Promoted or RolledBack => null,
            _ => Shadow,
        },
        Actor = actor,
        Reason = reason,
    };

    private void Apply(RegistryAction action)
    {
        if (action.ChangesWhatIsInForce)
        {
            foreach (var (version, standing) in _standings.ToArray())
            {
                _standings[version] = StandingTable.Displaced(standing);
            }

            if (action.Kind == Promoted)
            {
                _promotedOver[action.Version] = InForce;
            }

            _wereInForce.Add(action.Version);
            Since = action;
        }

        // What was appended was allowed then; the table is asked before an append, not after.
        _standings[action.Version] = action.Kind switch
        {
            ShadowStarted => ModelStanding.Shadow,
            Promoted or RolledBack => ModelStanding.InForce,
            RegistryActionKind.Retired => ModelStanding.Retired,
            _ => ModelStanding.Registered,
        };
        (Number, InForce, Shadow) = (action.Number, action.InForceAfter, action.ShadowAfter);
    }

    private static string Standing(RegistryActionKind kind, ModelStanding standing) => (kind, standing) switch
    {
        (_, ModelStanding.Retired) => "It is retired, for good; register another version.",
        (RegistryActionKind.Retired, ModelStanding.InForce) => "It is in force; roll back or promote another version first.",
        (RegistryActionKind.Retired, ModelStanding.Shadow) => "It is in shadow; stop that first.",
        (ShadowStarted, ModelStanding.InForce) => "It is in force, and would be compared with itself.",
        (RegistryActionKind.Registered, _) => "It is registered already.",
        (_, ModelStanding.InForce) => "It is in force already.",
        (_, ModelStanding.Shadow) => "It is in shadow already.",
        (ShadowStopped, _) => "It is not in shadow.",
        _ => "There is no such version.",
    };
}
