using CsCheck;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Models.Tests.Lifecycle;

/// <summary>Whatever order reports come in, and however often, they end in the same statuses.</summary>
public sealed class PermutationTests
{
    private const int Sets = 3_000;

    /// <summary>What systems can truly report of one cleared invoice: a walk along the edges, in the order in which it happened.</summary>
    private static readonly Gen<ReportedFact[]> Courses = Gen.Int[0, 1_000].Array[1, 14].Select(choices =>
    {
        var facts = new List<ReportedFact> { ReportedFact.Posted };
        var (invoice, payment, coding) = (InvoiceStatus.Posted, PaymentStatus.Ready, CodingStatus.Uncoded);
        foreach (var choice in choices)
        {
            var next = Enum.GetValues<ReportedFact>().Where(fact =>
                PaymentTransitions.Table.Next(payment, fact) is not null
                || CodingTransitions.Table.Next(coding, fact) is not null
                || (fact is ReportedFact.Closed or ReportedFact.Cancelled && choice % 9 == 0 && InvoiceTransitions.Table.Next(invoice, fact) is not null && payment is not PaymentStatus.Ready)).ToArray();
            if (next.Length == 0)
            {
                break;
            }

            var fact = next[choice % next.Length];
            facts.Add(fact);
            invoice = InvoiceTransitions.Table.Next(invoice, fact) ?? invoice;
            payment = PaymentTransitions.Table.Next(payment, fact) ?? payment;
            coding = CodingTransitions.Table.Next(coding, fact) ?? coding;
            if (invoice != InvoiceStatus.Posted)
            {
                break;
            }
        }

        return facts.ToArray();
    });

    [Fact]
    public void Tell_any_order_with_any_repeats_ends_where_the_course_ended()
    {
        var ends = new System.Collections.Concurrent.ConcurrentDictionary<(InvoiceStatus, PaymentStatus), int>();
        Gen.Select(Courses, Gen.Int[0, int.MaxValue]).Sample(
            (facts, seed) =>
            {
                var reports = facts.Select(fact => Reports.Of(fact)).ToArray();
                var inOrder = Course.Cleared().Tell(reports).State;
                var chance = new Random(seed);
                var shuffled = reports.Concat(reports.Where(_ => chance.Next(4) == 0)).ToArray();
                chance.Shuffle(shuffled);

                // The cut puts some of them before the first judgement, as a host may that knows more than it should.
                var course = Course.Begin();
                var early = chance.Next(shuffled.Length + 1);
                foreach (var report in shuffled[..early])
                {
                    course.TellUnjudged(report);
                }

                var state = course.Judged().Tell(shuffled[early..]).State;
                Assert.Equal(inOrder.Statuses, state.Statuses);
                Assert.Equal(inOrder.Concerns, state.Concerns);
                Assert.Equal(inOrder.Waiting.Kind, state.Waiting.Kind);
                Assert.Equal(Standings(inOrder), Standings(state));
                Assert.DoesNotContain(state.Reports.Entries, entry => entry.Standing is ReportStanding.Kept or ReportStanding.Contradictory);
                ends.AddOrUpdate((state.Status, state.Payment), 1, (_, times) => times + 1);
            },
            iter: Sets,
            print: pair => string.Join(' ', pair.Item1));

        // Otherwise the law would hold of little.
        Assert.All(
            [
                (InvoiceStatus.Closed, PaymentStatus.Reconciled), (InvoiceStatus.Posted, PaymentStatus.Failed), (InvoiceStatus.Posted, PaymentStatus.Reversed),
                (InvoiceStatus.Cancelled, PaymentStatus.Scheduled), (InvoiceStatus.Closed, PaymentStatus.Paid),
            ],
            end => Assert.True(ends.GetValueOrDefault(end) > 3, $"{end} {ends.GetValueOrDefault(end)}"));
    }

    [Fact]
    public void Tell_any_set_at_all_is_kept_whole_and_comes_to_rest() => Gen.Select(Gen.Enum<ReportedFact>(), Gen.Int[0, 3], Gen.Int[0, 4]).Array[1, 20].Sample(
        told =>
        {
            // Contradictions of every kind, from four systems with bad clocks, with cancellations and silences between them: the laws hold after each.
            var course = Course.Begin().Judged();
            var reports = new List<StatusReport>();
            foreach (var (fact, source, also) in told)
            {
                var report = Reports.Of(fact, $"s{source}") with { Document = $"{source % 2}", PaymentRef = source > 1 ? $"{source}" : null };
                report = fact == ReportedFact.ReferenceProvided ? report with { Reference = Reference.Contract, Value = $"{source}" } : report;
                report = report with { OccurredAtMicros = report.OccurredAtMicros - (also * 1_000_000_000L) };
                reports.Add(report);
                course.Tell(report);
                if (also == 4 && course.State.Waiting.Kind == WaitingKind.Host)
                {
                    course.PassDeadline();
                }
                else if (also == 3 && source == 3 && InvoiceTransitions.Table.Allows(course.State.Status, InvoiceEventType.Cancelled))
                {
                    course.Cancel();
                }
            }

            Assert.Equal(reports.Select(report => report.Name), course.State.Reports.Entries.Select(entry => entry.Report.Name));
            Assert.Equal(course.State.Statuses, InvoiceState.Fold(course.Events)?.Statuses);
        },
        iter: Sets);

    private static IEnumerable<(string Name, ReportStanding Standing)> Standings(InvoiceState state) =>
        state.Reports.Entries.Select(entry => (entry.Report.Name, entry.Standing)).Order();
}
