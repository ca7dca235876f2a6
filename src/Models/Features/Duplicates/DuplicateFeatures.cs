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

    public static readonly FeatureSchema Schema = new(
    [
        "same_supplier", "supplier_name_trigrams", "number_known", "number_equal", "number_equal_scanned", "number_edits", "number_edits_scanned", "number_edits_share",
        "number_one_digit_differs", "number_neighbours_exchanged", "number_same_head", "number_apart", "number_below_highest", "number_off_sequence", "number_stem_of_other", "number_stems_equal",
        "number_length", "number_difference_place", "number_apart_steps", "number_nearest_steps", "number_days_off", "number_like_others", "number_taken", "numbers_ordered",
        "amount_equal", "amount_ratio", "amount", "amount_trailing_zeros", "issue_days_apart", "issue_days_after", "issue_day_and_month_exchanged", "same_facility",
        "same_lines", "same_line_amounts", "same_places", "same_lines_count", "lines_count", "same_purchase_order", "same_kind", "corrects_other", "other_credited",
        "supplier_bills", "supplier_amounts_new_share", "amount_times", "amount_last_days", "amount_last_gap_days", "amount_regular_gaps", "off_rhythm_days",
        "same_day_amounts", "supplier_same_day_share", "amount_same_day_share",
        "is_sum_of_two", "partner_number_stems_equal", "partner_same_day", "candidates",
    ]);

    internal static void Fill(DuplicateFacts self, DuplicateFacts other, DuplicateFacts? partner, in DuplicateContext context, Span<float> row)
    {
        var at = 0;
        row[at++] = self.Supplier != SupplierFingerprint.Unknown && self.Supplier == other.Supplier ? 1 : 0;
        row[at++] = self.SupplierName is null || other.SupplierName is null ? Missing : TextDistance.Trigrams(self.SupplierName, other.SupplierName);
        at = Numbers(self, other, context, row, at);
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
        System.Diagnostics.Debug.Assert(at == Schema.Count);
    }

    private static int Numbers(DuplicateFacts selfFacts, DuplicateFacts otherFacts, in DuplicateContext context, Span<float> row, int at)
    {
        const int Count = 22;
        if (selfFacts is not { Number: { } self, FoldedNumber: { } folded } || otherFacts is not { Number: { } other, FoldedNumber: { } otherFolded })
        {
            row.Slice(at, Count).Fill(Missing);
            row[at] = 0;
            return at + Count;
        }

        var (scanned, otherScanned) = (NumberForm.Scanned(folded), NumberForm.Scanned(otherFolded));
        var edits = TextDistance.Edits(self, other);
        var place = NumberForm.PlaceOfDifference(folded, otherFolded) ?? NumberForm.PlaceOfDifference(self, other);
        var (form, otherForm) = (NumberForm.Of(self), NumberForm.Of(other));
        row[at++] = 1;
        row[at++] = self == other ? 1 : 0;
        row[at++] = scanned == otherScanned ? 1 : 0;
        row[at++] = edits;
        row[at++] = TextDistance.Edits(scanned, otherScanned);
        row[at++] = (float)edits / Math.Max(self.Length, other.Length);
        row[at++] = place is null ? 0 : 1;
        row[at++] = edits == 1 && self.Length == other.Length && AreLettersEqual(self, other) ? 1 : 0;
        row[at++] = form is null || otherForm is null ? Missing : form.Value.Head == otherForm.Value.Head ? 1 : 0;
        double? apart = form is null || otherForm is null || form.Value.Head != otherForm.Value.Head ? null : Math.Abs((double)form.Value.Tail - otherForm.Value.Tail);
        row[at++] = apart is null ? Missing : (float)Math.Log(1 + apart.Value);
        row[at++] = form is null || context.Habits?.Highest(form.Value.Head) is not { } highest ? Missing : form.Value.Tail <= highest ? 1 : 0;
        row[at++] = context.Sequence.Off;
        row[at++] = NumberForm.Stem(self) == other || NumberForm.Stem(other) == self ? 1 : 0;
        row[at++] = AreStemsEqual(self, other) ? 1 : 0;
        row[at++] = self.Length;
        row[at++] = place ?? Missing;
        row[at++] = apart is null || context.Sequence.Step < 0 ? Missing : (float)Math.Log(1 + apart.Value / context.Sequence.Step);
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
        const int Count = 10;
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
        row[at++] = context.SameDay;
        row[at++] = (float)habits.SameDay / habits.Count;
        row[at++] = amount.Count == 0 ? Missing : (float)amount.SameDay / amount.Count;
        return at;
    }

    // One edit at equal length is a substitution or an exchange; only an exchange keeps the letters.
    private static bool AreLettersEqual(string a, string b) => a.Order().SequenceEqual(b.Order());

    private static bool AreStemsEqual(string? a, string? b) => a is not null && b is not null && a != b && a.Length == b.Length && NumberForm.Stem(a) is { } stem && stem == NumberForm.Stem(b);

    private static float Equal(long a, long b) => a == 0 || b == 0 ? Missing : a == b ? 1 : 0;

    private static float Ratio(long a, long b) => a == 0 || b == 0 ? Missing : (float)Math.Min(Math.Abs((double)a / b), Math.Abs((double)b / a));
}
