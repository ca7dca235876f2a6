using System.Runtime.InteropServices;
using Triage.Models.Intake;

namespace Triage.Models.Features.Duplicates;

/// <summary>
/// What a supplier's earlier bills looked like: which amounts come again and how regularly, and where its running numbers stand.
/// A fold in the order of receipt.
/// </summary>
internal sealed class SupplierHabits
{
    public const int LatestMax = 256;

    private const int ComparedMin = 4;

    private readonly Dictionary<long, AmountHabit> _amounts = [];
    private readonly Dictionary<string, long> _highest = new(StringComparer.Ordinal);
    private readonly List<LatestBill> _latest = [];

    private int _ordered;
    private int _compared;

    public int Count { get; private set; }

    /// <summary>How many came on a day on which the supplier had billed their amount already.</summary>
    public int SameDay { get; private set; }

    /// <summary>Of bills one after another with the same letters and other days, the share of which the later has the higher number: near 1 where numbers run. <c>null</c> of few.</summary>
    public float? NumbersOrdered => _compared < ComparedMin ? null : (float)_ordered / _compared;

    /// <summary>How many of the amounts that came did not come before.</summary>
    public int DistinctAmounts => _amounts.Count;

    /// <summary>The latest bills, the newest last.</summary>
    public ReadOnlySpan<LatestBill> Latest => CollectionsMarshal.AsSpan(_latest);

    public AmountHabit Of(long amountMinor) => _amounts.GetValueOrDefault(amountMinor);

    public bool Had(long amountMinor) => _amounts.ContainsKey(amountMinor);

    /// <summary>The highest running number after these letters; <c>null</c> where none came.</summary>
    public long? Highest(string head) => _highest.TryGetValue(head, out var tail) ? tail : null;

    /// <param name="isSameDay">The supplier had billed the amount on that day before.</param>
    public void Add(DuplicateFacts facts, int place, bool isSameDay)
    {
        Count++;
        SameDay += isSameDay ? 1 : 0;
        _amounts[facts.AmountMinor] = _amounts.GetValueOrDefault(facts.AmountMinor).With(facts.IssueDay, isSameDay);
        var running = facts.Number is { } number ? NumberForm.Of(number) : null;
        if (running is { } form)
        {
            _highest[form.Head] = Math.Max(_highest.GetValueOrDefault(form.Head), form.Tail);
            Compare(form, facts.IssueDay);
        }

        if (_latest.Count == LatestMax)
        {
            _latest.RemoveAt(0);
        }

        _latest.Add(new(place, facts.AmountMinor, facts.IssueDay, facts.Kind, facts.Currency, running));
    }

    private void Compare(NumberForm form, int issueDay)
    {
        if (issueDay != 0 && _latest is [.., { Number: { } before, IssueDay: not 0 } last] && before.Head == form.Head && before.Tail != form.Tail && last.IssueDay != issueDay)
        {
            _compared++;
            _ordered += (before.Tail < form.Tail) == (last.IssueDay < issueDay) ? 1 : 0;
        }
    }

    /// <summary>What is asked of each latest bill, kept together: they are all looked at for every question.</summary>
    public readonly record struct LatestBill(int Place, long AmountMinor, int IssueDay, InvoiceKind Kind, string Currency, NumberForm? Number);
}
