using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.MasterData;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Triage.Training.Priority;

/// <summary>Reads a scenario out of YAML. Strict: what it does not know, it refuses, and it names every error at once, each with its path.</summary>
internal static class ScenarioReader
{
    private const int HoursPerDay = 24;
    private const int WeeksMax = 26;

    private static readonly string[] Days = [.. Enum.GetNames<DayOfWeek>().Select(day => day.ToLowerInvariant())];
    private static readonly string[] Severities = [.. Enum.GetNames<Severity>().Select(severity => severity.ToLowerInvariant())];

    public static Scenario Read(string text)
    {
        var errors = new List<string>();
        var root = new ScenarioSection(Root(text), "", errors, "name", "about", "currency", "start", "weeks", "zone", "open", "closed", "reviewers", "arrivals_per_hour", "kinds", "costs");
        var scenario = new Scenario
        {
            Name = root.Text("name"),
            About = root.Text("about"),
            Currency = CurrencyOf(root),
            Start = root.Date("start"),
            Weeks = root.Whole("weeks", 1, WeeksMax),
            Zone = ZoneOf(root),
            Calendar = CalendarOf(root),
            Reviewers = root.Whole("reviewers", 1, 1_000),
            ArrivalsPerHour = ArrivalsOf(root.Section("arrivals_per_hour", Days)),
            Kinds = root.List("kinds", KindOf, "name", "codes", "severity", "sla_hours", "share", "amount", "lines", "effort_minutes", "effort_minutes_per_line", "due_days", "discount"),
            Costs = CostsOf(root.Section("costs", "late_basis_points_a_year", "late_charges", "payment_days", "held_basis_points_a_year", "sla_miss", "sla_late_hour")),
        };
        root.Fail(errors.Count == 0 && scenario.Kinds.Sum(kind => kind.Share) <= 0, "kinds", "must have a share above 0 in all");
        return errors.Count == 0 ? scenario : throw new TrainingException($"The scenario has {errors.Count} error(s):\n{string.Join('\n', errors)}");
    }

    private static YamlNode? Root(string text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents.Count == 1 ? yaml.Documents[0].RootNode : null;
        }
        catch (YamlException syntax)
        {
            throw new TrainingException($"The scenario is no YAML: line {syntax.Start.Line}: {syntax.InnerException?.Message ?? syntax.Message}");
        }
    }

    private static string CurrencyOf(ScenarioSection root)
    {
        var code = root.Text("currency");
        root.Fail(code.Length > 0 && Currency.ExponentOf(code) is null, "currency", "is not in ISO 4217");
        return code;
    }

    private static TimeZoneInfo ZoneOf(ScenarioSection root)
    {
        var name = root.Text("zone");
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }

        root.Fail(name.Length > 0, "zone", "is not a time zone of this machine, such as Europe/London");
        return TimeZoneInfo.Utc;
    }

    private static BusinessCalendar CalendarOf(ScenarioSection root)
    {
        var open = root.Section("open", Days);
        var week = ImmutableArray.CreateBuilder<OpenHours>(Days.Length);
        foreach (var day in Days)
        {
            var text = open.Text(day);
            open.Fail(text.Length > 0 && OpenHours.Parse(text) is null, day, "must be closed, or hours such as 08:00-18:00");
            week.Add(OpenHours.Parse(text) ?? OpenHours.Closed);
        }

        root.Fail(open.IsMapping && week.All(hours => hours.IsClosed), "open", "must have a day that is not closed");
        var dates = ImmutableSortedDictionary.CreateBuilder<DateOnly, CalendarDate>();
        foreach (var (node, path) in root.Has("closed") ? root.List("closed") : [])
        {
            var isDate = DateOnly.TryParseExact(node.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
            root.Fail(!isDate, path, "must be a date such as 2026-12-25");
            dates[date] = new(OpenHours.Closed, null);
        }

        return new() { Id = root.Text("name"), Week = week.MoveToImmutable(), Dates = dates.ToImmutable() };
    }

    private static ImmutableArray<ImmutableArray<double>> ArrivalsOf(ScenarioSection arrivals) => [.. Days.Select(day => arrivals.Numbers(day, HoursPerDay, 1_000))];

    private static ScenarioKind KindOf(ScenarioSection kind)
    {
        var codes = kind.List("codes").Select(code => kind.WordOf<ExceptionCode>(code.Node, code.Path)).ToImmutableArray();
        return new()
        {
            Name = kind.Text("name"),
            Codes = codes,
            Severity = kind.Word<Severity>("severity"),
            SlaHours = kind.Whole("sla_hours", 1, 1_000),
            Share = kind.Number("share", 0, 1_000),
            Amount = SpreadOf(kind, "amount", 0.01),
            Lines = SpreadOf(kind, "lines", 1),
            EffortMinutes = SpreadOf(kind, "effort_minutes", 1),
            EffortMinutesPerLine = kind.Number("effort_minutes_per_line", 0, 60),
            DueDays = kind.Has("due_days") ? RangeOf(kind, "due_days") : null,
            Discount = kind.Has("discount") ? DiscountOf(kind.Section("discount", "percent", "basis_points", "days")) : null,
        };
    }

    private static ScenarioDiscount DiscountOf(ScenarioSection discount) =>
        new(discount.Number("percent", 0, 100), discount.Whole("basis_points", 1, 10_000), RangeOf(discount, "days"));

    private static Spread SpreadOf(ScenarioSection of, string key, double least)
    {
        var spread = of.Section(key, "median", "sigma");
        return new(spread.Number("median", least, 10_000_000), spread.Number("sigma", 0, 3));
    }

    private static DayRange RangeOf(ScenarioSection of, string key)
    {
        var range = of.Section(key, "least", "most");
        var (least, most) = (range.Whole("least", -365, 365), range.Whole("most", -365, 365));
        range.Fail(range.Has("least") && range.Has("most") && most < least, "most", "must not be below least");
        return new(least, Math.Max(least, most));
    }

    private static ScenarioCosts CostsOf(ScenarioSection costs) => new()
    {
        LateBasisPointsPerYear = costs.Whole("late_basis_points_a_year", 0, 100_000),
        LateCharges = costs.List("late_charges", charge => (charge.Amount("from"), charge.Amount("charge")), "from", "charge"),
        PaymentDays = costs.Whole("payment_days", 0, 60),
        HeldBasisPointsPerYear = BySeverity(costs, "held_basis_points_a_year"),
        SlaMiss = BySeverity(costs, "sla_miss"),
        SlaLateHour = BySeverity(costs, "sla_late_hour"),
    };

    private static ImmutableSortedDictionary<Severity, decimal> BySeverity(ScenarioSection costs, string key)
    {
        var section = costs.Section(key, Severities);
        return Enum.GetValues<Severity>().ToImmutableSortedDictionary(severity => severity, severity => section.Amount(Severities[(int)severity - 1]));
    }
}
