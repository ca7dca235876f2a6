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

        if (facts is { Number: { } number, Supplier: not SupplierFingerprint.Unknown })
        {
            Take(OfScanned(facts.Supplier, number), facts, int.MaxValue, into);
            Take(OfNumber(facts.Supplier, number), facts, int.MaxValue, into);
            if (NumberForm.Stem(number) is { } stem)
            {
                Take(OfStem(facts.Supplier, stem), facts, int.MaxValue, into);
                Take(OfNumber(facts.Supplier, stem), facts, int.MaxValue, into);
            }
        }

        Take(OfDay(facts), facts, int.MaxValue, into);
        TakeSums(facts, into);
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

        if (facts.Number is { } number)
        {
            _keys.Add(OfScanned(facts.Supplier, number), place);
            _keys.Add(OfNumber(facts.Supplier, number), place);
            if (NumberForm.Stem(number) is { } stem)
            {
                _keys.Add(OfStem(facts.Supplier, stem), place);
            }
        }

        _keys.Add(OfDay(facts), place);
        ref var habits = ref CollectionsMarshal.GetValueRefOrAddDefault(_suppliers, facts.Supplier, out _);
        habits ??= new();
        habits.Add(facts, place);
        _keys.Add(OfAmount(facts.Supplier, facts.AmountMinor), place);
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

    private static long OfScanned(long supplier, string number) => StableHash.Of("scanned", Text(supplier), NumberForm.Scanned(number));

    private static long OfNumber(long supplier, string number) => StableHash.Of("number", Text(supplier), number);

    private static long OfStem(long supplier, string stem) => StableHash.Of("stem", Text(supplier), stem);

    private static long OfAmount(long supplier, long amount) => StableHash.Of("amount", Text(supplier), Text(amount));

    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
