using Triage.Models.Lifecycle;

namespace Triage.Models.Tests.Lifecycle;

/// <summary>docs/lifecycle.md shows every step of the three tables, and every fact.</summary>
public sealed class LifecycleDocsTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Root(), "docs", "lifecycle.md"));

    [Fact]
    public void Page_has_the_steps_of_the_invoice() => Assert.Equal(Rows(InvoiceTransitions.Table), RowsUnder("**`InvoiceStatus`**"));

    [Fact]
    public void Page_has_the_steps_of_the_payment() => Assert.Equal(Rows(PaymentTransitions.Table), RowsUnder("**`PaymentStatus`**"));

    [Fact]
    public void Page_has_the_steps_of_the_coding() => Assert.Equal(Rows(CodingTransitions.Table), RowsUnder("**`CodingStatus`**"));

    [Fact]
    public void Page_has_every_fact_and_every_standing()
    {
        var text = string.Join('\n', Page);
        Assert.All(Enum.GetValues<ReportedFact>(), fact => Assert.Contains($"`{Words(fact).ToLowerInvariant()}`", text, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<ReportStanding>(), standing => Assert.Contains($"| `{Words(standing)}` |", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Rows<TStatus>(StatusTable<TStatus> table)
        where TStatus : struct, Enum =>
        from edge in table.All
        where !edge.Stays
        group CauseOf(edge.By) by (edge.From, edge.To) into step
        orderby step.Key.From, step.Key.To
        select $"| `{Words(step.Key.From)}` | `{Words(step.Key.To)}` | {string.Join(", ", step)} |";

    private static IEnumerable<string> RowsUnder(string heading) =>
        Page.SkipWhile(line => line != heading).SkipWhile(line => line != "|---|---|---|").Skip(1).TakeWhile(line => line.StartsWith('|'));

    private static string CauseOf(StatusCause cause) =>
        cause.Fact is { } fact ? $"`{Words(fact).ToLowerInvariant()}`"
        : cause == InvoiceEventType.Triaged ? "triage"
        : cause == InvoiceEventType.Cancelled ? "call of Cancel"
        : cause == InvoiceEventType.Superseded ? "call of Amend"
        : cause == StatusCause.Resolution ? "person"
        : cause == StatusCause.Reopening ? "reopening"
        : throw new ArgumentOutOfRangeException(nameof(cause), cause, "Say on the page what it is.");

    private static string Words(Enum value) =>
        string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TriageCluster.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
