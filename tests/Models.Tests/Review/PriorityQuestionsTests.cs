using System.Collections.Immutable;
using CsCheck;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.MasterData;
using Triage.Models.Review;
using Triage.Models.Scoring.Priority;
using Triage.Models.Tests.Gating;
using Triage.Models.Tests.MasterData;

namespace Triage.Models.Tests.Review;

public sealed class PriorityQuestionsTests
{
    private const long Hour = 3_600_000_000;
    private static readonly PriorityWeights Options = new();
    private static readonly PriorityQuestions Questions = new(Options);

    private static readonly BusinessClock Office = new(
        new() { Id = "office", Week = [OpenHours.Closed, .. Enumerable.Repeat(new OpenHours(8 * 60, 18 * 60), 5), OpenHours.Closed], Dates = ImmutableSortedDictionary<DateOnly, CalendarDate>.Empty },
        TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    // A Friday, at four in the afternoon.
    private static readonly long Friday = Micros("2026-07-03T15:00Z");

    [Fact]
    public void Of_service_level_and_dates_are_counted_in_open_hours()
    {
        // To be paid on Wednesday two days after the answer: Monday is the last day to answer on.
        var invoice = Sample.Invoice with { DueDate = new(2026, 7, 8), Discount = new(200, new(2026, 7, 5)) };
        var monday = Friday + 66 * Hour; // at ten in the morning
        var question = Questions.Of(invoice, [Reason(ExceptionCode.PoMissing), Reason(ExceptionCode.DuplicateSuspected)], Office, Friday, monday, 9);
        Assert.Equal((24 - 4) * Hour, question.SlaLeftMicros);
        Assert.Equal(8 * Hour, question.DueLeftMicros);
        Assert.Equal(0, question.DiscountLeftMicros);
        Assert.Equal((4, 9, 200), (question.Severity, question.EffortMinutes, question.DiscountBasisPoints));
    }

    [Fact]
    public void Of_credit_note_has_no_date_to_miss()
    {
        var question = Questions.Of(Sample.Invoice.AsCreditNote(), [], Office, Friday, Friday, 9);
        Assert.Null(question.DueLeftMicros);
        Assert.Null(question.DiscountLeftMicros);
        Assert.Equal((1, 72 * Hour), (question.Severity, question.SlaLeftMicros));
    }

    [Theory]
    [InlineData("0001-01-01", false)]
    [InlineData("9999-12-31", true)]
    public void Of_dates_of_any_year_can_be_read(string date, bool isAhead)
    {
        var day = DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        var question = Questions.Of(Sample.Invoice with { DueDate = day, Discount = new(100, day) }, [], Office, Friday, Friday, 9);
        Assert.Equal(isAhead, question.DueLeftMicros > 0);
        Assert.NotNull(Questions.ChangesAtMicros(question, Office));
    }

    /// <summary>A queue may keep the order of the last score until then.</summary>
    [Fact]
    public void ChangesAtMicros_until_then_nothing_but_age_changes() => Gen.Select(
        BusinessClockTests.Clocks, BusinessClockTests.Instants, Gen.Int[-10, 60], Gen.Int[-10, 60], Gen.Int[1, 100], Gen.Long[0, 400 * Hour], Gen.Double[0, 1]).Sample(
        (clock, entered, due, discount, sla, waited, share) =>
        {
            var scorer = new PriorityScorer(Options);
            var day = DateOnly.FromDateTime(entered.UtcDateTime);
            var invoice = Sample.Invoice with { DueDate = day.AddDays(due), Discount = new(200, day.AddDays(discount)) };
            PriorityQuestion At(long now) => Questions.Of(invoice, Severity.High, sla, clock, StoreTime.ToMicros(entered), now, 12);
            var question = At(StoreTime.ToMicros(entered) + waited);
            var changes = Questions.ChangesAtMicros(question, clock);
            var last = changes is { } at ? at - 1 : question.NowMicros + 900 * Hour;
            Assert.True(last >= question.NowMicros);
            var before = question.NowMicros + (long)((last - question.NowMicros) * share);
            Assert.All((long[])[before, last], now => Assert.Equal(scorer.Score(question).RanksAsOfMicros, scorer.Score(At(now)).RanksAsOfMicros));
        },
        iter: 3_000);

    [Fact]
    public void ChangesAtMicros_asked_again_and_again_it_comes_to_an_end()
    {
        var invoice = Sample.Invoice with { DueDate = new(2027, 3, 1), Discount = new(200, new(2026, 12, 1)) };
        var (now, asked) = ((long?)Friday, 0);
        for (; now is { } at; asked++)
        {
            var question = Questions.Of(invoice, [], Office, Friday, at, 9);
            now = Questions.ChangesAtMicros(question, Office);
            Assert.True(now is null || now > at);
        }

        // Three deadlines, each with its steps and its end.
        Assert.InRange(asked, 10, 3 * (Options.StepHours.Length + 2));
    }

    [Fact]
    public void EffortQuestions_longest_work_counts_whole_and_the_rest_half()
    {
        var question = EffortQuestions.Of(Sample.Invoice, [Reason(ExceptionCode.SupplierUnknown), Reason(ExceptionCode.PoMissing), Reason(ExceptionCode.PoMissing)], Options);
        Assert.Equal(25 + 10 / 2, question.DefaultMinutes);
        Assert.Equal(((byte)4, (byte)3, 1L << 4 | 1L << 9, 2), (question.LeadingCode, question.Queue, question.Codes, question.Lines));
        Assert.Equal(8, EffortQuestions.Of(Sample.Invoice, [], Options).DefaultMinutes);
    }

    private static Reason Reason(ExceptionCode code) => new() { Code = code, Text = "", Severity = ExceptionCatalogue.Of(code).Severity };

    private static long Micros(string at) => StoreTime.ToMicros(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
}
