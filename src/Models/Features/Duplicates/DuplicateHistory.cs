using System.Runtime.InteropServices;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.Features.Duplicates;

/// <summary>
/// The bills that came before, found by what they share with a new one: the blocking keys of the store, and four that a trained
/// scorer makes use of (a number as a scanner reads it, its stem, supplier with amount and day, and two latest bills that add up to an earlier one).
/// </summary>
public sealed class DuplicateHistory(int perKeyMax)
{
    private const int SumWindowDays = 60;
    private const int PartsWindowDays = 14;

    // Of a supplier that bills one amount often on one day, the newest few are seldom the one whose number was keyed wrong.
    private const int AlikeMax = 400;
    private const int SameDayMax = 50;

    private readonly List<DuplicateFacts> _bills = [];
    private readonly PlacesByKey _keys = new();
    private readonly Dictionary<long, SupplierHabits> _suppliers = [];

    public int Count => _bills.Count;

    public DuplicateFacts this[int place] => _bills[place];

    internal SupplierHabits? HabitsOf(long supplier) => _suppliers.GetValueOrDefault(supplier);

    /// <summary>The newest bills first, each once. Changes nothing here: many threads may ask, while nobody adds.</summary>
    public void Find(Invoice invoice, DuplicateFacts facts, DuplicateSearch into)
    {
        into.Clear();
        foreach (var key in BlockingKeys.ToLookUp(Uncoded.Of(invoice)))
        {
            Take(key.Hash, facts, key.Kind == BlockingKeyKind.SupplierAmount ? BlockingKeys.SupplierAmountWindowDays : int.MaxValue, into);
        }

        if (facts is { Number: { } number, FoldedNumber: { } folded, Supplier: not SupplierFingerprint.Unknown })
        {
            Take(OfScanned(facts.Supplier, folded), facts, int.MaxValue, into);
            Take(OfNumber(facts.Supplier, number), facts, int.MaxValue, into);
            if (NumberForm.Stem(number) is { } stem)
            {
                Take(OfStem(facts.Supplier, stem), facts, int.MaxValue, into);
                Take(OfNumber(facts.Supplier, stem), facts, int.MaxValue, into);
            }
        }

        Take(OfDay(facts), facts, int.MaxValue, into);
        TakeAlike(facts, into);
        TakeSums(facts, into);
    }

    /// <summary>How many bills the supplier has of the day and amount, as far as it is worth counting.</summary>
    internal int SameDay(DuplicateFacts facts)
    {
        var count = 0;
        foreach (var _ in _keys.Of(OfDay(facts)))
        {
            if (++count == SameDayMax)
            {
                break;
            }
        }

        return count;
    }

    public void Add(Invoice invoice, DuplicateFacts facts)
    {
        var place = _bills.Count;
        _bills.Add(facts);
        foreach (var key in BlockingKeys.ToStore(Uncoded.Of(invoice)))
        {
            _keys.Add(key.Hash, place);
        }

        if (facts.Supplier == SupplierFingerprint.Unknown)
        {
            return;
        }

        if (facts is { Number: { } number, FoldedNumber: { } folded })
        {
            _keys.Add(OfScanned(facts.Supplier, folded), place);
            _keys.Add(OfNumber(facts.Supplier, number), place);
            if (NumberForm.Stem(number) is { } stem)
            {
                _keys.Add(OfStem(facts.Supplier, stem), place);
            }
        }

        var day = OfDay(facts);
        var isSameDay = _keys.Has(day);
        _keys.Add(day, place);
        ref var habits = ref CollectionsMarshal.GetValueRefOrAddDefault(_suppliers, facts.Supplier, out _);
        habits ??= new();
        habits.Add(facts, place, isSameDay);
        _keys.Add(OfAmount(facts.Supplier, facts.AmountMinor), place);
    }

    /// <summary>Of the same supplier, day and amount also beyond the cap, where one character of the number differs.</summary>
    private void TakeAlike(DuplicateFacts facts, DuplicateSearch into)
    {
        if (facts.FoldedNumber is not { } number)
        {
            return;
        }

        var (walked, taken) = (0, 0);
        foreach (var place in _keys.Of(OfDay(facts)))
        {
            if (walked++ == AlikeMax || taken == perKeyMax)
            {
                return;
            }

            if (walked > perKeyMax && _bills[place].FoldedNumber is { } other && NumberForm.PlaceOfDifference(number, other) is not null)
            {
                into.Add(place, DuplicateSearch.NoPartner);
                taken++;
            }
        }
    }

    private void TakeSums(DuplicateFacts facts, DuplicateSearch into)
    {
        if (HabitsOf(facts.Supplier) is not { } habits)
        {
            return;
        }

        foreach (var part in habits.Latest)
        {
            var amount = facts.AmountMinor + part.AmountMinor;
            if (part.Kind != facts.Kind || Math.Abs(part.IssueDay - facts.IssueDay) > PartsWindowDays || part.Currency != facts.Currency || !habits.Had(amount))
            {
                continue;
            }

            var taken = 0;
            into.KeysAsked++;
            foreach (var whole in _keys.Of(OfAmount(facts.Supplier, amount)))
            {
                if (taken++ == perKeyMax)
                {
                    into.KeysOverflowed++;
                    break;
                }

                if (whole != part.Place && Math.Abs(_bills[whole].IssueDay - facts.IssueDay) <= SumWindowDays)
                {
                    into.Add(whole, part.Place);
                }
            }
        }
    }

    private void Take(long key, DuplicateFacts facts, int windowDays, DuplicateSearch into)
    {
        into.KeysAsked++;
        var taken = 0;
        foreach (var place in _keys.Of(key))
        {
            var other = _bills[place];
            if (other.IssueDay != 0 && facts.IssueDay != 0 && Math.Abs(other.IssueDay - facts.IssueDay) > windowDays)
            {
                continue;
            }

            if (taken++ == perKeyMax)
            {
                into.KeysOverflowed++;
                return;
            }

            into.Add(place, DuplicateSearch.NoPartner);
        }
    }

    // Supplier, day and amount are seldom many together, where supplier and amount alone may be.
    private static long OfDay(DuplicateFacts facts) => StableHash.Of("day", Text(facts.Supplier), Text(facts.AmountMinor), Text(facts.IssueDay));

    private static long OfScanned(long supplier, string folded) => StableHash.Of("scanned", Text(supplier), NumberForm.Scanned(folded));

    private static long OfNumber(long supplier, string number) => StableHash.Of("number", Text(supplier), number);

    private static long OfStem(long supplier, string stem) => StableHash.Of("stem", Text(supplier), stem);

    private static long OfAmount(long supplier, long amount) => StableHash.Of("amount", Text(supplier), Text(amount));

    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
