using Triage.Models.Gating;
using Triage.Training.Priority;

namespace Triage.Training.Tests.Priority;

public sealed class ScenarioTests
{
    [Fact]
    public void Load_shipped_scenarios_are_whole() => Assert.All(ShippedScenarios.Names, name =>
    {
        var scenario = Scenario.Load(name);
        Assert.Equal(name, scenario.Name);
        Assert.InRange(QueueDraw.Of(scenario, 1).Load, 0.3, 1.5);
    });

    [Fact]
    public void Parse_reads_what_is_written()
    {
        var scenario = TestScenarios.Parsed;
        Assert.Equal((2, 2, "GBP", new DateOnly(2026, 3, 2)), (scenario.Weeks, scenario.Reviewers, scenario.Currency, scenario.Start));
        Assert.True(scenario.Calendar.HoursOn(new(2026, 3, 4)).IsClosed);
        Assert.Equal(9, scenario.ArrivalsPerHour[(int)DayOfWeek.Monday][8]);
        Assert.Equal((ExceptionCode.DuplicateSuspected, Severity.High, 8), (scenario.Kinds[0].Codes[0], scenario.Kinds[0].Severity, scenario.Kinds[0].SlaHours));
        Assert.Equal(new ScenarioDiscount(30, 200, new(0, 9)), scenario.Kinds[0].Discount);
        Assert.Null(scenario.Kinds[1].DueDays);
        Assert.Equal([(0m, 40m), (1_000m, 70m)], scenario.Costs.LateCharges);
        Assert.Equal(200m, scenario.Costs.SlaMiss[Severity.Critical]);
    }

    [Theory]
    [InlineData("reviewers: 2\n", "", "reviewers is missing")]
    [InlineData("  sla_miss: { info: 0.00, low", "  sla_miss: { low", "costs.sla_miss.info is missing")]
    [InlineData("    severity: low\n", "", "kinds[1].severity is missing")]
    [InlineData("amount: { median: 500.00, sigma: 1.5 }", "amount: { sigma: 1.5 }", "kinds[0].amount.median is missing")]
    [InlineData("days: { least: 0, most: 9 }", "days: { least: 0 }", "kinds[0].discount.days.most is missing")]
    [InlineData("{ from: 1000.00, charge: 70.00 }", "{ from: 1000.00 }", "costs.late_charges[1].charge is missing")]
    [InlineData("monday: \"08:00-16:00\"", "monday: \"8-16\"", "open.monday must be closed, or hours such as 08:00-18:00")]
    [InlineData("zone: Europe/London", "zone: Europe/Nowhere", "zone is not a time zone of this machine, such as Europe/London")]
    [InlineData("currency: GBP", "currency: XXQ", "currency is not in ISO 4217")]
    [InlineData("weeks: 2", "weeks: 2.5", "weeks must be a whole number from 1 to 26")]
    [InlineData("[DUPLICATE_SUSPECTED]", "[DUPLICATE]", "kinds[0].codes[0] is DUPLICATE, which is not one of those known")]
    [InlineData("weeks: 2", "weeks: 2\nmonths: 1", "months is not known; known here: name")]
    [InlineData("sunday: [0, 0, ", "sunday: [0, ", "arrivals_per_hour.sunday must be 24 numbers")]
    [InlineData("least: 0, most: 20", "least: 5, most: 2", "kinds[0].due_days.most must not be below least")]
    public void Parse_what_is_wrong_is_named_by_its_path(string written, string instead, string error)
    {
        Assert.Contains(written, TestScenarios.Small, StringComparison.Ordinal);
        var wrong = Assert.Throws<TrainingException>(() => Scenario.Parse(TestScenarios.Small.Replace(written, instead, StringComparison.Ordinal)));
        Assert.StartsWith("The scenario has 1 error(s):\n" + error, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- 1")]
    [InlineData("name: [")]
    [InlineData("name: x\nname: y")]
    public void Parse_no_scenario_at_all_is_said(string text) => Assert.StartsWith("The scenario ", Assert.Throws<TrainingException>(() => Scenario.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_every_error_is_told_at_once()
    {
        var wrong = Assert.Throws<TrainingException>(() => Scenario.Parse("name: x\nkinds: [{ name: y }]\ncosts: 3"));
        Assert.All((string[])["about is missing", "open is missing", "kinds[0].amount is missing", "costs must be a mapping with"], error => Assert.Contains(error, wrong.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_unknown_name_lists_those_that_are_shipped() =>
        Assert.Contains("hospital-group", Assert.Throws<TrainingException>(() => Scenario.Load("nowhere")).Message, StringComparison.Ordinal);
}
