using Triage.Models.Intake;

namespace Triage.Models.Features.Duplicates;

/// <summary>Asks a history about one bill: its candidates with their features. Keeps its working memory, so each thread needs its own.</summary>
public sealed class DuplicateQuestion
{
    private readonly DuplicateSearch _search = new();
    private readonly HashSet<string> _credited = new(StringComparer.Ordinal);
    private float[] _rows = new float[DuplicateFeatures.Schema.Count * 64];

    public int Count { get; private set; }

    /// <summary>Of all questions: how many keys were looked under, and how many of them held more than is compared.</summary>
    public (long Asked, long Overflowed) Keys => (_search.KeysAsked, _search.KeysOverflowed);

    public int PlaceOf(int candidate) => _search.Found[candidate].Place;

    /// <summary>Of all candidates, one behind the other.</summary>
    public ReadOnlySpan<float> Features => _rows.AsSpan(0, Count * DuplicateFeatures.Schema.Count);

    public ReadOnlySpan<float> FeaturesOf(int candidate) => _rows.AsSpan(candidate * DuplicateFeatures.Schema.Count, DuplicateFeatures.Schema.Count);

    /// <param name="isLeftOut">Of bills by their place: withdrawn, or the bill itself.</param>
    public void Ask(Invoice invoice, DuplicateFacts facts, DuplicateHistory history, Predicate<int>? isLeftOut = null)
    {
        history.Find(invoice, facts, _search);
        if (isLeftOut is not null)
        {
            _search.RemoveAll(found => isLeftOut(found.Place) || (found.Partner >= 0 && isLeftOut(found.Partner)));
        }

        _credited.Clear();
        foreach (var (place, _) in _search.Found)
        {
            if (history[place] is { Kind: InvoiceKind.CreditNote, Corrects: { } corrects })
            {
                _credited.Add(corrects);
            }
        }

        _search.RemoveAll(found => history[found.Place].Kind != facts.Kind);
        Count = _search.Found.Count;
        if (Count * DuplicateFeatures.Schema.Count > _rows.Length)
        {
            _rows = new float[Count * DuplicateFeatures.Schema.Count * 2];
        }

        var habits = history.HabitsOf(facts.Supplier);
        if (Count == 0)
        {
            return;
        }

        var sequence = NumberSequence.Of(facts, habits);
        var sameDay = history.SameDay(facts);
        var taken = 0;
        foreach (var (place, _) in _search.Found)
        {
            taken += facts.Number is { } own && history[place] is { } there && there.Number == own && there.Supplier == facts.Supplier && there.AmountMinor != facts.AmountMinor ? 1 : 0;
        }

        for (var candidate = 0; candidate < Count; candidate++)
        {
            var (place, partner) = _search.Found[candidate];
            var other = history[place];
            var context = new DuplicateContext(habits, other.Number is { } number && _credited.Contains(number), sequence, taken, sameDay, Count);
            DuplicateFeatures.Fill(facts, other, partner < 0 ? null : history[partner], context, _rows.AsSpan(candidate * DuplicateFeatures.Schema.Count, DuplicateFeatures.Schema.Count));
        }
    }
}
