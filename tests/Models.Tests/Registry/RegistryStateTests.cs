using Triage.Models.Registry;
using static Triage.Models.Registry.RegistryActionKind;

namespace Triage.Models.Tests.Registry;

public sealed class RegistryStateTests
{
    [Fact]
    public void Way_of_a_version_from_registration_into_force_and_out_of_use()
    {
        var state = Run("a registered", "a promoted", "b registered", "b shadow-started");
        Assert.Equal((4L, "a", "b"), (state.Number, state.InForce, state.Shadow));
        Assert.Equal(ModelStanding.Shadow, state.StandingOf("b"));
        state = Run("a registered", "a promoted", "b registered", "b shadow-started", "b promoted", "a retired");
        Assert.Equal(("b", null, ModelStanding.Retired), (state.InForce, state.Shadow, state.StandingOf("a")));
        Assert.Equal((5L, Promoted), (state.Since?.Number, state.Since?.Kind));
        Assert.True(state.WasInForce("a"));
        Assert.False(Run("a registered").WasInForce("a"));
        Assert.True(Run("a registered").IsFirst);
        Assert.False(state.IsFirst);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("a registered, a promoted", null)]
    [InlineData("a registered, b registered, a promoted, b promoted", "a")]
    [InlineData("a registered, b registered, c registered, a promoted, b promoted, c promoted, b rolled-back", "a")]
    [InlineData("a registered, b registered, c registered, a promoted, b promoted, c promoted, b rolled-back, a rolled-back", null)]
    [InlineData("a registered, b registered, c registered, a promoted, b promoted, c promoted, b retired", "a")]
    [InlineData("a registered, b registered, a promoted, b promoted, a retired", null)]
    [InlineData("a registered, b registered, a promoted, b promoted, a promoted", "b")]
    [InlineData("a registered, b registered, a promoted, b promoted, a promoted, b retired", null)]
    public void Before_is_what_the_version_in_force_took_the_place_of(string way, string? before) => Assert.Equal(before, Run(way.Split(", ", StringSplitOptions.RemoveEmptyEntries)).Before());

    [Theory]
    [InlineData("a registered", "a shadow-started", "No version is in force")]
    [InlineData("a registered, a promoted", "a shadow-started", "compared with itself")]
    [InlineData("a registered, a promoted, b registered, c registered, b shadow-started", "c shadow-started", "Version b is in shadow")]
    [InlineData("a registered, a promoted, b registered, b shadow-started", "b shadow-started", "in shadow already")]
    [InlineData("a registered", "a shadow-stopped", "not in shadow")]
    [InlineData("a registered, a promoted", "a promoted", "in force already")]
    [InlineData("a registered, a promoted", "a rolled-back", "in force already")]
    [InlineData("a registered, b registered, a promoted", "b rolled-back", "never in force")]
    [InlineData("a registered, a promoted", "a retired", "roll back or promote another")]
    [InlineData("a registered, a promoted, b registered, b shadow-started", "b retired", "stop that first")]
    [InlineData("a registered, a retired", "a promoted", "for good")]
    [InlineData("a registered, a retired", "a shadow-started", "for good")]
    [InlineData("a registered, b registered, a promoted, b promoted, a retired", "a rolled-back", "for good")]
    [InlineData("a registered", "a registered", "registered already")]
    [InlineData("", "a promoted", "no such version")]
    public void Check_says_why_not(string way, string action, string says)
    {
        var (version, kind) = Parse(action);
        var refusal = Assert.Single(Run(way.Split(", ", StringSplitOptions.RemoveEmptyEntries)).Check(kind, version));
        Assert.Equal((RegistryRefusals.Standing, version), (refusal.Type, refusal.Subject));
        Assert.Contains(says, refusal.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Promotion_and_roll_back_end_any_shadow_run_and_retirement_none()
    {
        string[] way = ["a registered", "b registered", "c registered", "d registered", "a promoted", "b promoted", "c shadow-started"];
        Assert.Equal("c", Run([.. way, "d retired"]).Shadow);
        foreach (var end in new[] { "c shadow-stopped", "d promoted", "a rolled-back", "c promoted" })
        {
            var state = Run([.. way, end]);
            Assert.Null(state.Shadow);
            Assert.DoesNotContain(ModelStanding.Shadow, state.Standings.Values);
        }
    }

    /// <summary>Whatever is tried, what Check lets pass keeps the laws: one in force at most, one in shadow at most, retired for good.</summary>
    [Fact]
    public void Random_ways_keep_the_laws()
    {
        var taken = new HashSet<RegistryActionKind>();
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var actions = new List<RegistryAction>();
            for (var step = 0; step < 60; step++)
            {
                var state = RegistryState.Fold(actions);
                var (kind, version) = (random.GetItems(Enum.GetValues<RegistryActionKind>(), 1)[0], $"v{random.Next(5)}");
                if (!state.Check(kind, version).IsEmpty)
                {
                    continue;
                }

                actions.Add(state.Next(kind, version, "a", ""));
                var after = RegistryState.Fold(actions);
                Assert.Equal(after.InForce is null ? [] : [after.InForce], Standing(after, ModelStanding.InForce));
                Assert.Equal(after.Shadow is null ? [] : [after.Shadow], Standing(after, ModelStanding.Shadow));
                Assert.All(Standing(state, ModelStanding.Retired), retired => Assert.Equal(ModelStanding.Retired, after.StandingOf(retired)));
                Assert.Equal(StandingTable.After(state.StandingOf(version), kind), after.StandingOf(version));
                Assert.True(after.Before() is not { } before || (after.WasInForce(before) && before != after.InForce && after.Check(RolledBack, before).IsEmpty));
            }

            taken.UnionWith(actions.Select(action => action.Kind));
        }

        Assert.Equal(Enum.GetValues<RegistryActionKind>(), taken.Order());

        static IEnumerable<string> Standing(RegistryState state, ModelStanding standing) => state.Standings.Where(pair => pair.Value == standing).Select(pair => pair.Key);
    }

    private static RegistryState Run(params string[] way)
    {
        var actions = new List<RegistryAction>();
        foreach (var action in way)
        {
            var (version, kind) = Parse(action);
            var state = RegistryState.Fold(actions);
            Assert.Empty(state.Check(kind, version));
            actions.Add(state.Next(kind, version, "a", ""));
        }

        return RegistryState.Fold(actions);
    }

    private static (string Version, RegistryActionKind Kind) Parse(string action)
    {
        var parts = action.Split(' ');
        return (parts[0], Enum.Parse<RegistryActionKind>(parts[1].Replace("-", "", StringComparison.Ordinal), ignoreCase: true));
    }
}
