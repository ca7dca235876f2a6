namespace Triage.Models.Features.Duplicates;

/// <summary>
/// What a supplier's earlier bills looked like: which amounts come again and how regularly, and where its running numbers stand.
/// A fold in the order of receipt.
/// </summary>
internal sealed class SupplierHabits
{
    public const int LatestMax = 256;

    private readonly Dictionary<long, AmountHabit> _amounts = [];
    private readonly Dictionary<string, long> _highest = new(StringComparer.Ordinal);
    private readonly List<int> _latest = [];

    public int Count { get; private set; }

    /// <summary>How many of the amounts that came did not come before.</summary>
    public int DistinctAmounts => _amounts.Count;

    /// <summary>The latest bills, by their place in the history.</summary>
    public IReadOnlyList<int> Latest => _latest;

    public AmountHabit Of(long amountMinor) => _amounts.GetValueOrDefault(amountMinor);

    /// <summary>The highest running number after these letters; <c>null</c> where none came.</summary>
    public long? Highest(string head) => _highest.TryGetValue(head, out var tail) ? tail : null;

    public void Add(DuplicateFacts facts, int place)
    {
        Count++;
        _amounts[facts.AmountMinor] = _amounts.GetValueOrDefault(facts.AmountMinor).With(facts.IssueDay);
        if (facts.Number is { } number && NumberForm.Of(number) is { } form)
        {
            _highest[form.Head] = Math.Max(_highest.GetValueOrDefault(form.Head), form.Tail);
        }

        if (_latest.Count == LatestMax)
        {
            _latest.RemoveAt(0);
        }

        _latest.Add(place);
    }
}
