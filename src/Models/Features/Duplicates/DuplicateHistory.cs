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
    private readonly Dictionary<long, List<int>> _keys = [];
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
            Put(key.Hash, place);
        }

        if (facts.Supplier == SupplierFingerprint.Unknown)
        {
            return;
        }

        if (facts.Number is { } number)
        {
            Put(OfScanned(facts.Supplier, number), place);
            Put(OfNumber(facts.Supplier, number), place);
            if (NumberForm.Stem(number) is { } stem)
            {
                Put(OfStem(facts.Supplier, stem), place);
            }
        }

        Put(OfDay(facts), place);
        ref var habits = ref CollectionsMarshal.GetValueRefOrAddDefault(_suppliers, facts.Supplier, out _);
        habits ??= new();
        habits.Add(facts, place);
    }

    private void TakeSums(DuplicateFacts facts, DuplicateSearch into)
    {
        if (HabitsOf(facts.Supplier) is not { } habits)
        {
            return;
        }

        foreach (var part in habits.Latest)
        {
            if (part.Kind != facts.Kind || Math.Abs(part.IssueDay - facts.IssueDay) > PartsWindowDays || part.Currency != facts.Currency)
            {
                continue;
            }

            var wholes = habits.PlacesOf(facts.AmountMinor + part.AmountMinor);
            for (var i = wholes.Length - 1; i >= Math.Max(0, wholes.Length - perKeyMax); i--)
            {
                if (wholes[i] != part.Place && Math.Abs(_bills[wholes[i]].IssueDay - facts.IssueDay) <= SumWindowDays)
                {
                    into.Add(wholes[i], part.Place);
                }
            }
        }
    }

    private void Take(long key, DuplicateFacts facts, int windowDays, DuplicateSearch into)
    {
        into.KeysAsked++;
        if (!_keys.TryGetValue(key, out var places))
        {
            return;
        }

        var taken = 0;
        for (var i = places.Count - 1; i >= 0; i--)
        {
            var other = _bills[places[i]];
            if (other.IssueDay != 0 && facts.IssueDay != 0 && Math.Abs(other.IssueDay - facts.IssueDay) > windowDays)
            {
                continue;
            }

            if (taken++ == perKeyMax)
            {
                into.KeysOverflowed++;
                return;
            }

            into.Add(places[i], DuplicateSearch.NoPartner);
        }
    }

    private void Put(long key, int place)
    {
        ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, key, out _);
        places ??= [];
        places.Add(place);
    }

    // Supplier, day and amount are seldom many together, where supplier and amount alone may be.
    private static long OfDay(DuplicateFacts facts) => StableHash.Of("day", Text(facts.Supplier), Text(facts.AmountMinor), Text(facts.IssueDay));

    private static long OfScanned(long supplier, string number) => StableHash.Of("scanned", Text(supplier), NumberForm.Scanned(number));

    private static long OfNumber(long supplier, string number) => StableHash.Of("number", Text(supplier), number);

    private static long OfStem(long supplier, string stem) => StableHash.Of("stem", Text(supplier), stem);

    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
