using Triage.Training.Priority;

namespace Triage.Training.Tests.Priority;

internal static class TestScenarios
{
    public const string Small = """
        name: small
        about: Two people, one kind of work and another
        currency: GBP
        start: 2026-03-02
        weeks: 2
        zone: Europe/London
        open: { sunday: closed, monday: "08:00-16:00", tuesday: "08:00-16:00", wednesday: "08:00-16:00", thursday: "08:00-16:00", friday: "08:00-16:00", saturday: closed }
        closed: [2026-03-04]
        reviewers: 2
        arrivals_per_hour:
          sunday: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
          monday: [0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 0, 0, 0, 0, 0, 0, 0, 0]
          tuesday: [0, 0, 0, 0, 0, 0, 0, 0, 6, 6, 6, 6, 6, 6, 6, 6, 0, 0, 0, 0, 0, 0, 0, 0]
          wednesday: [0, 0, 0, 0, 0, 0, 0, 0, 6, 6, 6, 6, 6, 6, 6, 6, 0, 0, 0, 0, 0, 0, 0, 0]
          thursday: [0, 0, 0, 0, 0, 0, 0, 0, 6, 6, 6, 6, 6, 6, 6, 6, 0, 0, 0, 0, 0, 0, 0, 0]
          friday: [0, 0, 0, 0, 0, 0, 0, 0, 6, 6, 6, 6, 6, 6, 6, 6, 0, 0, 0, 0, 0, 0, 0, 0]
          saturday: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        kinds:
          - name: duplicate
            codes: [DUPLICATE_SUSPECTED]
            severity: high
            sla_hours: 8
            share: 1
            amount: { median: 500.00, sigma: 1.5 }
            lines: { median: 3, sigma: 0.8 }
            effort_minutes: { median: 20, sigma: 0.6 }
            effort_minutes_per_line: 1
            due_days: { least: 0, most: 20 }
            discount: { percent: 30, basis_points: 200, days: { least: 0, most: 9 } }
          - name: coding
            codes: [CODING_AMBIGUOUS]
            severity: low
            sla_hours: 24
            share: 2
            amount: { median: 200.00, sigma: 1.5 }
            lines: { median: 3, sigma: 0.8 }
            effort_minutes: { median: 12, sigma: 0.6 }
            effort_minutes_per_line: 1
        costs:
          late_basis_points_a_year: 1200
          late_charges: [{ from: 0.00, charge: 40.00 }, { from: 1000.00, charge: 70.00 }]
          payment_days: 2
          held_basis_points_a_year: { info: 365, low: 365, medium: 365, high: 365, critical: 365 }
          sla_miss: { info: 0.00, low: 5.00, medium: 10.00, high: 30.00, critical: 200.00 }
          sla_late_hour: { info: 0.00, low: 0.50, medium: 1.00, high: 4.00, critical: 25.00 }
        """;

    public static Scenario Parsed => Scenario.Parse(Small);

    /// <summary>The same with other people and other work, so that laws are tried far from what was written.</summary>
    public static Scenario Changed(int seed)
    {
        var drawn = new Random(seed);
        var scenario = Parsed;
        return scenario with
        {
            Reviewers = 1 + drawn.Next(4),
            ArrivalsPerHour = [.. scenario.ArrivalsPerHour.Select(day => day.Select(mean => mean * (0.3 + 2 * drawn.NextDouble())).ToArray()).Select(day => System.Collections.Immutable.ImmutableArray.Create(day))],
        };
    }
}
