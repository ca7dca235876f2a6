using Triage.Models.Registry;

namespace Triage.Models.Tests.Registry;

public sealed class StandingTableTests
{
    // The whole table, written a second time by hand: rows are standings, columns the actions in their order.
    private const string Written = """
        None        Registered  -       -           -        -        -
        Registered  -           Shadow  -           InForce  InForce  Retired
        Shadow      -           -       Registered  InForce  InForce  -
        InForce     -           -       -           -        -        -
        Retired     -           -       -           -        -        -
        """;

    [Fact]
    public void Every_pair_is_allowed_or_not_as_written()
    {
        var rows = Written.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.Equal(Enum.GetNames<ModelStanding>(), rows.Select(row => row[0]));
        Assert.Equal(
            rows.SelectMany(row => row[1..].Zip(Enum.GetValues<RegistryActionKind>(), (to, action) => (row[0], action, to))),
            from standing in Enum.GetValues<ModelStanding>()
            from action in Enum.GetValues<RegistryActionKind>()
            select (standing.ToString(), action, StandingTable.After(standing, action)?.ToString() ?? "-"));
    }

    [Fact]
    public void What_was_in_force_or_in_shadow_is_displaced_and_nothing_else() => Assert.Equal(
        [ModelStanding.None, ModelStanding.Registered, ModelStanding.Registered, ModelStanding.Registered, ModelStanding.Retired],
        Enum.GetValues<ModelStanding>().Select(StandingTable.Displaced));
}
