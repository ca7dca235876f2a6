using Triage.Models.History;
using Triage.Models.Lifecycle;

namespace Triage.Models.Tests.Lifecycle;

/// <summary>The tables against the edges as they were designed, written down here a second time.</summary>
public sealed class StatusTableTests
{
    private static readonly string[] Invoice =
    [
        "Received > Cleared InReview OnHold Cancelled Superseded",
        "InReview > Cleared Returned Rejected OnHold Cancelled Superseded",
        "OnHold > Cleared InReview Cancelled Superseded",
        "Cleared > Posted ErpRejected InReview Cancelled Superseded",
        "ErpRejected > InReview Cancelled Superseded",
        "Posted > Closed Cancelled",
        "Returned > Closed Superseded Cancelled",
        "Rejected > InReview",
        "Closed > InReview",
        "Cancelled >",
        "Superseded >",
    ];

    private static readonly string[] Coding =
    [
        "Uncoded > Suggested Confirmed",
        "Suggested > Confirmed Queried",
        "Queried > Confirmed",
        "Confirmed > Recoded",
        "Recoded > Confirmed",
    ];

    private static readonly string[] Payment =
    [
        "NotReady > Ready",
        "Ready > Scheduled",
        "Scheduled > Paid PartiallyPaid Failed",
        "PartiallyPaid > Paid Failed",
        "Failed > Ready",
        "Paid > Reconciled Reversed",
        "Reversed > Ready",
        "Reconciled >",
    ];

    [Fact]
    public void Invoice_table_has_the_designed_edges_and_no_other() => HasExactly(InvoiceTransitions.Table, Invoice);

    [Fact]
    public void Coding_table_has_the_designed_edges_and_no_other() => HasExactly(CodingTransitions.Table, Coding);

    [Fact]
    public void Payment_table_has_the_designed_edges_and_no_other() => HasExactly(PaymentTransitions.Table, Payment);

    [Fact]
    public void Next_every_fact_leads_only_where_an_edge_does()
    {
        foreach (var fact in Enum.GetValues<ReportedFact>())
        {
            LeadsOnlyAlongEdges(InvoiceTransitions.Table, fact);
            LeadsOnlyAlongEdges(CodingTransitions.Table, fact);
            LeadsOnlyAlongEdges(PaymentTransitions.Table, fact);
        }
    }

    [Fact]
    public void Every_event_and_every_fact_causes_something()
    {
        Assert.All(
            Enum.GetValues<InvoiceEventType>().Where(type => type != InvoiceEventType.Received), // it begins the history
            type => Assert.Contains(InvoiceTransitions.Table.All, edge => edge.By == type));
        Assert.All(Enum.GetValues<ReportedFact>().Where(fact => fact.StatusOf() != StatusKind.None), fact => Assert.True(
            InvoiceTransitions.Table.All.Any(edge => edge.By == fact)
            || CodingTransitions.Table.All.Any(edge => edge.By == fact)
            || PaymentTransitions.Table.All.Any(edge => edge.By == fact)));
    }

    [Fact]
    public void Apply_report_is_taken_in_every_status() => Assert.All(
        Enum.GetValues<InvoiceStatus>(), status => Assert.True(InvoiceTransitions.Table.IsLegal(status, status, InvoiceEventType.StatusReported)));

    [Fact]
    public void Apply_event_without_an_edge_is_refused()
    {
        var course = Course.Cleared().Cancel();
        Assert.Throws<IllegalTransitionException>(() => InvoiceState.Apply(course.State, new RetriageRequested { AtMicros = 1, Actor = "host", Reason = "late" }));
        Assert.Throws<IllegalTransitionException>(() => InvoiceState.Apply(null, new StatusReported { AtMicros = 1, Actor = "erp", Report = Reports.Posted() }));
    }

    [Theory]
    [InlineData(PaymentStatus.Ready, ReportedFact.Reconciled, true)]
    [InlineData(PaymentStatus.Scheduled, ReportedFact.PaymentReady, true)]
    [InlineData(PaymentStatus.Paid, ReportedFact.PaymentFailed, false)]
    [InlineData(PaymentStatus.Paid, ReportedFact.Scheduled, false)]
    [InlineData(PaymentStatus.Reconciled, ReportedFact.PaymentReversed, false)]
    public void IsAhead_does_not_look_past_a_new_beginning(PaymentStatus from, ReportedFact fact, bool isAhead) =>
        Assert.Equal(isAhead, PaymentTransitions.Table.IsAhead(from, fact));

    private static void HasExactly<TStatus>(StatusTable<TStatus> table, string[] designed)
        where TStatus : struct, Enum
    {
        var wanted = designed.Select(line => line.Split(" >")).ToDictionary(
            parts => Enum.Parse<TStatus>(parts[0]),
            parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<TStatus>).ToHashSet());
        Assert.Equal(Enum.GetValues<TStatus>().Order(), wanted.Keys.Order());
        foreach (var from in Enum.GetValues<TStatus>())
        {
            foreach (var to in Enum.GetValues<TStatus>().Where(to => !EqualityComparer<TStatus>.Default.Equals(from, to)))
            {
                var edges = table.All.Where(edge => edge == new StatusEdge<TStatus>(from, to, edge.By)).ToArray();
                Assert.True(wanted[from].Contains(to) == edges.Length > 0, $"{from} to {to}: {string.Join(", ", edges)}");
                Assert.All(edges, edge => Assert.True(table.IsLegal(from, to, edge.By)));
            }
        }
    }

    private static void LeadsOnlyAlongEdges<TStatus>(StatusTable<TStatus> table, ReportedFact fact)
        where TStatus : struct, Enum
    {
        foreach (var from in Enum.GetValues<TStatus>())
        {
            var edges = table.All.Where(edge => edge.By == fact && EqualityComparer<TStatus>.Default.Equals(edge.From, from)).ToArray();
            Assert.Equal(edges.Length == 0 ? null : Assert.Single(edges).To, table.Next(from, fact));
        }
    }
}
