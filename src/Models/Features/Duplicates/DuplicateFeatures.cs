using Triage.Models.Features.Text;
using Triage.Models.Matching;

namespace Triage.Models.Features.Duplicates;

/// <summary>A new bill beside an earlier one, as numbers. The one extractor of training and serving; pure.</summary>
public static class DuplicateFeatures
{
    /// <summary>What a feature says that can't be known; no real value is below zero.</summary>
    public const float Missing = -1;

    internal const int FarDays = 400;
    private const float SignedShift = 500;

    /// <summary>What the first models read. Every later schema begins so: they are served with its rows, and what they were asked is asked again.</summary>
    public static readonly FeatureSchema First = new(
    [
        "same_supplier", "supplier_name_trigrams", "number_known", "number_equal", "number_equal_scanned", "number_edits", "number_edits_scanned", "number_edits_share",
        "number_one_digit_differs", "number_neighbours_exchanged", "number_same_head", "number_apart", "number_below_highest", "number_off_sequence", "number_stem_of_other", "number_stems_equal",
        "number_length", "amount_equal", "amount_ratio", "amount", "amount_trailing_zeros", "issue_days_apart", "issue_days_after", "issue_day_and_month_exchanged", "same_facility",
        "same_lines", "same_line_amounts", "same_places", "same_lines_count", "lines_count", "same_purchase_order", "same_kind", "corrects_other", "other_credited",
        "supplier_bills", "supplier_amounts_new_share", "amount_times", "amount_last_days", "amount_last_gap_days", "amount_regular_gaps", "off_rhythm_days",
        "is_sum_of_two", "partner_number_stems_equal", "partner_same_day", "candidates",
    ]);

    public static readonly FeatureSchema Schema = new(
    [
        .. First.Names, "number_one_character_differs", "number_difference_place", "number_equal_scanned_with_zeros", "number_steps_off", "number_apart_steps", "number_nearest_steps", "number_days_off",
        "number_like_others", "number_taken", "numbers_ordered", "same_day_amounts", "supplier_same_day_share", "amount_same_day_share",
    ]);

    /// <summary>By its hash, of those that were ever made.</summary>
    /// <exception cref="FeatureSchemaException">Neither is.</exception>
    public static FeatureSchema SchemaOf(long tag)
    {
        if (tag != First.Tag)
        {
            Schema.Require(tag);
        }

        return tag == First.Tag ? First : Schema;
    }

    /// <exception cref="FeatureSchemaException">Neither is.</exception>
    public static FeatureSchema SchemaOf(string sha256, int count)
    {
        var schema = sha256 == First.Sha256 ? First : Schema;
        schema.Require(sha256, count);
        return schema;
    }

    internal static void Fill(DuplicateFacts self, DuplicateFacts other, DuplicateFacts? partner, in DuplicateContext context, Span<float> row)
    {
        var at = 0;
        row[at++] = self.Supplier != SupplierFingerprint.Unknown && self.Supplier == other.Supplier ? 1 : 0;
        row[at++] = self.SupplierName is null || other.SupplierName is null ? Missing : TextDistance.Trigrams(self.SupplierName, other.SupplierName);
        at = Numbers(self.Number, other.Number, context, row, at);
        row[at++] = self.AmountMinor == other.AmountMinor && self.Currency == other.Currency ? 1 : 0;
        row[at++] = Ratio(self.AmountMinor, other.AmountMinor);
        row[at++] = (float)Math.Log(1 + Math.Abs((double)self.AmountMinor));
        row[at++] = RoundAmount.TrailingZeros(self.AmountMinor);
        at = Dates(self.IssueDay, other.IssueDay, row, at);
        row[at++] = Equal(self.Facility, other.Facility);
        row[at++] = Equal(self.Lines, other.Lines);
        row[at++] = Equal(self.Amounts, other.Amounts);
        row[at++] = Equal(self.Places, other.Places);
        row[at++] = self.LinesCount == other.LinesCount ? 1 : 0;
        row[at++] = self.LinesCount;
        row[at++] = Equal(self.PurchaseOrder, other.PurchaseOrder);
        row[at++] = self.Kind == other.Kind ? 1 : 0;
        row[at++] = self.Corrects is { } corrects && corrects == other.Number ? 1 : 0;
        row[at++] = context.IsOtherCredited ? 1 : 0;
        at = Habits(self, context, row, at);
        row[at++] = partner is null ? 0 : 1;
        row[at++] = partner is null ? Missing : AreStemsEqual(self.Number, partner.Number) ? 1 : 0;
        row[at++] = partner is null ? Missing : self.IssueDay == partner.IssueDay ? 1 : 0;
        row[at++] = context.Candidates;
        at = MoreNumbers(self, other, context, row, at);
        row[at++] = context.SameDay;
        row[at++] = context.Habits is { } habits ? (float)habits.SameDay / habits.Count : Missing;
        row[at++] = context.Habits?.Of(self.AmountMinor) is { Count: > 0 } amount ? (float)amount.SameDay / amount.Count : Missing;
        System.Diagnostics.Debug.Assert(at == Schema.Count);
    }

    private static int Numbers(string? self, string? other, in DuplicateContext context, Span<float> row, int at)
    {
        const int Count = 15;
        if (self is null || other is null)
        {
            row.Slice(at, Count).Fill(Missing);
            row[at] = 0;
            return at + Count;
        }

        var (scanned, otherScanned) = (NumberForm.Scanned(self), NumberForm.Scanned(other));
        var edits = TextDistance.Edits(self, other);
        var (form, otherForm) = (NumberForm.Of(self), NumberForm.Of(other));
        row[at++] = 1;
        row[at++] = self == other ? 1 : 0;
        row[at++] = scanned == otherScanned ? 1 : 0;
        row[at++] = edits;
        row[at++] = TextDistance.Edits(scanned, otherScanned);
        row[at++] = (float)edits / Math.Max(self.Length, other.Length);
        row[at++] = edits == 1 && self.Length == other.Length ? 1 : 0;
        row[at++] = edits == 1 && self.Length == other.Length && AreLettersEqual(self, other) ? 1 : 0;
        row[at++] = form is null || otherForm is null ? Missing : form.Value.Head == otherForm.Value.Head ? 1 : 0;
        row[at++] = form is null || otherForm is null || form.Value.Head != otherForm.Value.Head ? Missing : (float)Math.Log(1 + Math.Abs((double)form.Value.Tail - otherForm.Value.Tail));
        row[at++] = form is null || context.Habits?.Highest(form.Value.Head) is not { } highest ? Missing : form.Value.Tail <= highest ? 1 : 0;
        row[at++] = context.Sequence.Outside;
        row[at++] = NumberForm.Stem(self) == other || NumberForm.Stem(other) == self ? 1 : 0;
        row[at++] = AreStemsEqual(self, other) ? 1 : 0;
        row[at++] = self.Length;
        return at;
    }

    private static int MoreNumbers(DuplicateFacts self, DuplicateFacts other, in DuplicateContext context, Span<float> row, int at)
    {
        const int Count = 10;
        if (self is not { Number: { } number, FoldedNumber: { } folded } || other is not { Number: { } otherNumber, FoldedNumber: { } otherFolded })
        {
            row.Slice(at, Count).Fill(Missing);
            return at + Count;
        }

        var place = NumberForm.PlaceOfDifference(folded, otherFolded) ?? NumberForm.PlaceOfDifference(number, otherNumber);
        row[at++] = place is null ? 0 : 1;
        row[at++] = place ?? Missing;
        row[at++] = NumberForm.Scanned(folded) == NumberForm.Scanned(otherFolded) ? 1 : 0;
        row[at++] = context.Sequence.Off;
        row[at++] = context.Sequence.Step > 0 && NumberForm.Of(number) is { } form && NumberForm.Of(otherNumber) is { } otherForm && form.Head == otherForm.Head
            ? (float)Math.Log(1 + Math.Abs((double)form.Tail - otherForm.Tail) / context.Sequence.Step)
            : Missing;
        row[at++] = context.Sequence.Nearest;
        row[at++] = context.Sequence.DaysOff;
        row[at++] = context.Sequence.LikeOthers;
        row[at++] = context.NumberTaken;
        row[at++] = context.Habits?.NumbersOrdered ?? Missing;
        return at;
    }

    private static int Dates(int self, int other, Span<float> row, int at)
    {
        if (self == 0 || other == 0)
        {
            row.Slice(at, 3).Fill(Missing);
            return at + 3;
        }

        var (a, b) = (DateOnly.FromDayNumber(self), DateOnly.FromDayNumber(other));
        row[at++] = Math.Min(FarDays, Math.Abs(self - other));
        row[at++] = Math.Clamp(self - other, -FarDays, FarDays) + SignedShift;
        row[at++] = a != b && a.Day == b.Month && a.Month == b.Day && a.Year == b.Year ? 1 : 0;
        return at;
    }

    private static int Habits(DuplicateFacts self, in DuplicateContext context, Span<float> row, int at)
    {
        const int Count = 7;
        if (context.Habits is not { } habits)
        {
            row.Slice(at, Count).Fill(Missing);
            row[at] = 0;
            return at + Count;
        }

        var amount = habits.Of(self.AmountMinor);
        var since = amount.Count == 0 || self.IssueDay == 0 ? Missing : Math.Min(FarDays, Math.Abs(self.IssueDay - amount.LastDay));
        row[at++] = (float)Math.Log(1 + habits.Count);
        row[at++] = (float)habits.DistinctAmounts / habits.Count;
        row[at++] = amount.Count;
        row[at++] = since;
        row[at++] = amount.Count < 2 ? Missing : Math.Min(FarDays, amount.LastGap);
        row[at++] = amount.Count < 2 ? Missing : amount.RegularGaps;
        row[at++] = amount.Count < 2 || since < 0 ? Missing : Math.Abs(since - amount.LastGap);
        return at;
    }

    // One edit at equal length is a substitution or an exchange; only an exchange keeps the letters.
    private static bool AreLettersEqual(string a, string b) => a.Order().SequenceEqual(b.Order());

    private static bool AreStemsEqual(string? a, string? b) => a is not null && b is not null && a != b && a.Length == b.Length && NumberForm.Stem(a) is { } stem && stem == NumberForm.Stem(b);

    private static float Equal(long a, long b) => a == 0 || b == 0 ? Missing : a == b ? 1 : 0;

    private static float Ratio(long a, long b) => a == 0 || b == 0 ? Missing : (float)Math.Min(Math.Abs((double)a / b), Math.Abs((double)b / a));
}
