using CsCheck;
using Triage.Models.Features;
using Triage.Models.Features.Duplicates;
using Triage.Models.Features.Text;
using Triage.Models.Intake;

namespace Triage.Models.Tests.Features;

public sealed class DuplicateFeaturesTests
{
    private static readonly Invoice Bill = new()
    {
        SourceSystem = "erp",
        SourceInvoiceId = "1",
        Kind = InvoiceKind.Invoice,
        SupplierName = "Roche Diagnostics Ltd",
        SupplierInvoiceNumber = "INV-004512",
        Currency = "GBP",
        IssueDate = new(2020, 5, 4),
        Facility = "north",
        Lines = [new() { LineId = "1", AmountMinor = 10_000, CostCentre = "42272" }, new() { LineId = "2", AmountMinor = 2_500, CostCentre = "42272" }],
    };

    [Theory]
    [InlineData("INV4512", "INV4512", 0)]
    [InlineData("INV4512", "INV4521", 1)]
    [InlineData("INV4512", "INV4513", 1)]
    [InlineData("INV4512", "INV452", 1)]
    [InlineData("INV4512", "XNV4", 4)]
    [InlineData("", "AB", 2)]
    public void Edits_counts_each_slip_once(string one, string other, int expected)
    {
        Assert.Equal(expected, TextDistance.Edits(one, other));
        Assert.Equal(expected, TextDistance.Edits(other, one));
    }

    [Fact]
    public void Edits_is_a_distance_between_the_lengths()
    {
        var text = Gen.String[Gen.Char['A', 'D'], 0, 12];
        Gen.Select(text, text).Sample((one, other) =>
        {
            var edits = TextDistance.Edits(one, other);
            Assert.Equal(TextDistance.Edits(other, one), edits);
            Assert.InRange(edits, Math.Abs(one.Length - other.Length), Math.Max(one.Length, other.Length));
            Assert.Equal(one == other, edits == 0);
        });
    }

    [Fact]
    public void Trigrams_equal_names_have_all_in_common_and_strangers_none()
    {
        Assert.Equal(1, TextDistance.Trigrams("ROCHE", "ROCHE"));
        Assert.Equal(0, TextDistance.Trigrams("ROCHE", "MEDTRONIC"));
        Assert.InRange(TextDistance.Trigrams("ROCHE DIAGNOSTICS", "ROCHE DIAG"), 0.4f, 0.8f);
    }

    [Theory]
    [InlineData("moved", "issue_days_apart", 3)]
    [InlineData("rekeyed", "number_one_digit_differs", 1)]
    [InlineData("rekeyed", "number_equal", 0)]
    [InlineData("rekeyed", "number_difference_place", 1)]
    [InlineData("zero rekeyed", "number_one_character_differs", 1)]
    [InlineData("zero rekeyed", "number_difference_place", 5)]
    [InlineData("zero misread", "number_equal_scanned_with_zeros", 1)]
    [InlineData("misread", "number_equal_scanned", 1)]
    [InlineData("misread", "number_equal", 0)]
    [InlineData("elsewhere", "same_facility", 0)]
    [InlineData("elsewhere", "same_lines", 1)]
    [InlineData("part", "number_stem_of_other", 1)]
    [InlineData("part", "same_lines", 0)]
    [InlineData("part", "amount_ratio", 0.8)]
    [InlineData("unnumbered", "number_equal", -1)]
    [InlineData("unnumbered", "number_known", 0)]
    [InlineData("unnumbered", "same_lines", 1)]
    public void Ask_says_how_a_copy_differs(string copy, string feature, double expected)
    {
        var second = copy switch
        {
            "moved" => Bill with { IssueDate = new(2020, 5, 7) },
            "rekeyed" => Bill with { SupplierInvoiceNumber = "INV-004572" },
            "zero rekeyed" => Bill with { SupplierInvoiceNumber = "INV-904512" },
            "zero misread" => Bill with { SupplierInvoiceNumber = "INV-OO4512" },
            "misread" => Bill with { SupplierInvoiceNumber = "INV-0045I2" },
            "elsewhere" => Bill with { Facility = "south" },
            "part" => Bill with { SupplierInvoiceNumber = "INV-004512A", Lines = Bill.Lines[..1] },
            "unnumbered" => Bill with { SupplierInvoiceNumber = null },
            _ => throw new ArgumentOutOfRangeException(nameof(copy)),
        };
        var history = new DuplicateHistory(20);
        history.Add(Bill, DuplicateFacts.Of(Bill));
        var question = new DuplicateQuestion();
        question.Ask(second, DuplicateFacts.Of(second), history);
        Assert.Equal(1, question.Count);
        Assert.Equal(expected, question.FeaturesOf(0)[DuplicateFeatures.Schema.Names.IndexOf(feature)], 1e-6);
    }

    [Fact]
    public void Ask_the_second_of_two_parts_finds_the_whole_whatever_their_numbers()
    {
        var first = Bill with { SupplierInvoiceNumber = "A1", Lines = Bill.Lines[..1] };
        var second = Bill with { SupplierInvoiceNumber = "Z9", Lines = Bill.Lines[1..] };
        var history = new DuplicateHistory(20);
        history.Add(Bill, DuplicateFacts.Of(Bill));
        history.Add(first, DuplicateFacts.Of(first));
        var question = new DuplicateQuestion();
        question.Ask(second, DuplicateFacts.Of(second), history);
        Assert.Equal(0, question.PlaceOf(0));
        Assert.Equal(1, question.FeaturesOf(0)[DuplicateFeatures.Schema.Names.IndexOf("is_sum_of_two")]);
    }

    [Fact]
    public void Ask_an_amount_that_comes_every_month_is_known_to_be_regular()
    {
        var history = new DuplicateHistory(20);
        for (var month = 0; month < 4; month++)
        {
            var bill = Bill with { SupplierInvoiceNumber = $"INV-{month}", IssueDate = new DateOnly(2020, 1, 10).AddMonths(month) };
            history.Add(bill, DuplicateFacts.Of(bill));
        }

        var next = Bill with { SupplierInvoiceNumber = "INV-9", IssueDate = new(2020, 5, 10) };
        var question = new DuplicateQuestion();
        question.Ask(next, DuplicateFacts.Of(next), history);
        var row = question.FeaturesOf(0);
        Assert.Equal((4, 2), ((int)row[DuplicateFeatures.Schema.Names.IndexOf("amount_times")], (int)row[DuplicateFeatures.Schema.Names.IndexOf("amount_regular_gaps")]));
        Assert.InRange(row[DuplicateFeatures.Schema.Names.IndexOf("off_rhythm_days")], 0, 2);
    }

    [Fact]
    public void Ask_many_bills_of_one_day_and_amount_hide_none_whose_number_differs_in_one_digit()
    {
        var history = new DuplicateHistory(perKeyMax: 3);
        history.Add(Bill, DuplicateFacts.Of(Bill));
        for (var i = 0; i < 100; i++)
        {
            var bill = Bill with { SupplierInvoiceNumber = $"INV-7{i:00000}" };
            history.Add(bill, DuplicateFacts.Of(bill));
        }

        var rekeyed = Bill with { SupplierInvoiceNumber = "INV-004572" };
        var question = new DuplicateQuestion();
        question.Ask(rekeyed, DuplicateFacts.Of(rekeyed), history);
        Assert.Contains(0, Enumerable.Range(0, question.Count).Select(question.PlaceOf));
        Assert.Equal(50, question.FeaturesOf(0)[DuplicateFeatures.Schema.Names.IndexOf("same_day_amounts")]);
        Assert.InRange(question.FeaturesOf(0)[DuplicateFeatures.Schema.Names.IndexOf("supplier_same_day_share")], 0.9, 1);
    }

    [Theory]
    [InlineData("INV-1045", 0, 0, 0)] // among its days' numbers, between two of them
    [InlineData("INV-1945", 4, 6, 1)] // far above all: as if of another day
    public void Ask_a_number_keyed_wrong_lies_off_the_sequence_whatever_its_steps(string number, double offMin, double offMax, int daysOffMin)
    {
        // Ten a day in steps of two, 20 days.
        var history = new DuplicateHistory(20);
        for (var i = 0; i < 200; i++)
        {
            var bill = Bill with { SupplierInvoiceNumber = $"INV-{1000 + 2 * i}", IssueDate = new DateOnly(2020, 5, 1).AddDays(i / 10), Lines = [new() { LineId = "1", AmountMinor = 5_000 + i }] };
            history.Add(bill, DuplicateFacts.Of(bill));
        }

        var first = Bill with { SupplierInvoiceNumber = "INV-1044", IssueDate = new(2020, 5, 3) };
        history.Add(first, DuplicateFacts.Of(first));
        var asked = first with { SupplierInvoiceNumber = number };
        var question = new DuplicateQuestion();
        question.Ask(asked, DuplicateFacts.Of(asked), history);
        float Of(string feature) => question.FeaturesOf(0)[DuplicateFeatures.Schema.Names.IndexOf(feature)];
        Assert.InRange(Of("number_off_sequence"), offMin, offMax);
        Assert.InRange(Of("number_steps_off"), offMin, offMax);
        Assert.True(Of("number_days_off") >= daysOffMin);
        Assert.Equal(1, Of("numbers_ordered"));
    }

    [Fact]
    public void Ask_one_number_keyed_wrong_does_not_stretch_what_is_usual()
    {
        var history = new DuplicateHistory(20);
        for (var i = 0; i < 40; i++)
        {
            var bill = Bill with { SupplierInvoiceNumber = $"INV-{(i == 20 ? 91_000 : 1000) + i}", Lines = [new() { LineId = "1", AmountMinor = 5_000 + i }] };
            history.Add(bill, DuplicateFacts.Of(bill));
        }

        var asked = Bill with { SupplierInvoiceNumber = "INV-41005", Lines = [new() { LineId = "1", AmountMinor = 5_005 }] };
        var question = new DuplicateQuestion();
        question.Ask(asked, DuplicateFacts.Of(asked), history);
        Assert.Equal(0, question.FeaturesOf(0)[DuplicateFeatures.Schema.Names.IndexOf("number_off_sequence")]);
        Assert.InRange(question.FeaturesOf(0)[DuplicateFeatures.Schema.Names.IndexOf("number_steps_off")], 10, 11);
    }

    [Fact]
    public void Schema_begins_as_the_first_so_that_earlier_models_are_served() =>
        Assert.Equal(DuplicateFeatures.First.Names, DuplicateFeatures.Schema.Names[..DuplicateFeatures.First.Count]);

    [Fact]
    public void SchemaOf_knows_both_and_refuses_every_other()
    {
        Assert.Same(DuplicateFeatures.First, DuplicateFeatures.SchemaOf(DuplicateFeatures.First.Tag));
        Assert.Same(DuplicateFeatures.Schema, DuplicateFeatures.SchemaOf(DuplicateFeatures.Schema.Sha256, DuplicateFeatures.Schema.Count));
        Assert.Throws<FeatureSchemaException>(() => DuplicateFeatures.SchemaOf(1));
        Assert.Throws<FeatureSchemaException>(() => DuplicateFeatures.SchemaOf(DuplicateFeatures.First.Sha256, DuplicateFeatures.Schema.Count));
    }

    [Fact]
    public void DifferInOneDigit_as_their_digits_say() =>
        Gen.Select(Gen.Long[0, 99_999], Gen.Long[0, 99_999]).Where((a, b) => a != b).Sample((a, b) =>
        {
            var (one, other) = ($"{a:00000}", $"{b:00000}");
            Assert.Equal(one.Zip(other).Count(pair => pair.First != pair.Second) == 1, NumberForm.DifferInOneDigit(a, b));
        });

    [Fact]
    public void PlaceOfDifference_of_a_text_with_one_character_changed_is_its_place() =>
        Gen.Select(Gen.String[Gen.Char['0', '9'], 1, 12], Gen.Int[0, 11], Gen.Char['0', '9']).Sample((text, at, other) =>
        {
            var place = at % text.Length;
            var changed = string.Concat(text.AsSpan(0, place), other.ToString(), text.AsSpan(place + 1));
            Assert.Equal(other == text[place] ? null : text.Length - 1 - place, NumberForm.PlaceOfDifference(text, changed));
            Assert.Null(NumberForm.PlaceOfDifference(text, text + other));
        });

    [Fact]
    public void Find_a_key_with_more_than_the_cap_is_counted()
    {
        var history = new DuplicateHistory(perKeyMax: 3);
        for (var i = 0; i < 5; i++)
        {
            var bill = Bill with { SupplierInvoiceNumber = null };
            history.Add(bill, DuplicateFacts.Of(bill));
        }

        var question = new DuplicateQuestion();
        question.Ask(Bill with { SupplierInvoiceNumber = null }, DuplicateFacts.Of(Bill with { SupplierInvoiceNumber = null }), history);
        Assert.Equal(3, question.Count);
        Assert.True(question.Keys.Overflowed > 0);
    }
}
