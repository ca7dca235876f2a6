using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Training.Generation;

namespace Triage.Training.Anomaly;

/// <summary>
/// Bills that come too often: more of them within three days than the supplier ever sent in a week, or one sooner after the last than ever, of a
/// supplier that bills seldom. Each is like an earlier bill of the supplier; all come on days on which others came too.
/// </summary>
internal sealed class OddBills
{
    private const int BillsMin = 4;
    private const int DaysMin = 28;
    private const int BurstMoreMin = 2;
    private const int BurstMoreMax = 5;
    private const int BurstMax = 15;
    private const int BurstDays = 3;
    private const int Week = 7;
    private const int TemplatesMax = 20;
    private const int SeldomDays = 14;

    private readonly Chance _chance;
    private readonly IReadOnlyList<LabelledInvoice> _bills;
    private readonly Dictionary<long, List<int>> _bySupplier = [];
    private readonly int[] _placeInSupplier;

    public OddBills(Chance chance, IReadOnlyList<LabelledInvoice> bills)
    {
        (_chance, _bills, _placeInSupplier) = (chance, bills, new int[bills.Count]);
        for (var i = 0; i < bills.Count; i++)
        {
            if (bills[i].Kind is not null)
            {
                continue; // no habit is learned from what is wrong
            }

            var supplier = SupplierFingerprint.Of(bills[i].Invoice);
            if (!_bySupplier.TryGetValue(supplier, out var own))
            {
                _bySupplier.Add(supplier, own = []);
            }

            _placeInSupplier[i] = own.Count;
            own.Add(i);
        }
    }

    /// <summary>Following a bill that is in order; none where its supplier is not known well enough, or bills so often that nobody would notice.</summary>
    public List<(Invoice Invoice, int Day)> After(int bill)
    {
        var supplier = SupplierFingerprint.Of(_bills[bill].Invoice);
        var own = _bySupplier[supplier];
        var earlier = own[..(_placeInSupplier[bill] + 1)];
        var days = _bills[bill].Day - _bills[own[0]].Day;
        if (supplier == SupplierFingerprint.Unknown || earlier.Count <= BillsMin || days < DaysMin)
        {
            return [];
        }

        return _chance.Is(0.5) ? Burst(bill, earlier) : Early(bill, earlier);
    }

    private List<(Invoice Invoice, int Day)> Burst(int bill, List<int> earlier)
    {
        var count = MostInAWeek(earlier) + BurstMoreMin + _chance.Below(BurstMoreMax - BurstMoreMin + 1);
        if (count > BurstMax)
        {
            return [];
        }

        var template = _chance.Is(0.5) ? Template(earlier) : null;
        var made = new List<(Invoice, int)>();
        for (var i = 0; i < count; i++)
        {
            if (DayWithBills(_bills[bill].Day, _bills[bill].Day + BurstDays - 1) is { } day)
            {
                made.Add((template ?? Template(earlier), day));
            }
        }

        return made;
    }

    private List<(Invoice Invoice, int Day)> Early(int bill, List<int> earlier)
    {
        var days = earlier.Select(one => _bills[one].Day).Distinct().ToArray();
        var gaps = days.Skip(1).Select((day, i) => day - days[i]).Order().ToArray();
        if (gaps.Length < BillsMin - 1 || gaps[0] < SeldomDays)
        {
            return [];
        }

        return DayWithBills(_bills[bill].Day + 1, _bills[bill].Day + gaps[0] / 2) is { } early ? [(Template(earlier), early)] : [];
    }

    private int MostInAWeek(List<int> earlier)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < earlier.Count; last++)
        {
            while (_bills[earlier[first]].Day <= _bills[earlier[last]].Day - Week)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private Invoice Template(List<int> earlier) => _bills[earlier[^(1 + _chance.Below(Math.Min(TemplatesMax, earlier.Count)))]].Invoice;

    /// <summary>Drawn by how many bills the days have; <c>null</c> where they have none.</summary>
    private int? DayWithBills(int fromDay, int untilDay)
    {
        var (from, to) = (FirstAt(fromDay), FirstAt(untilDay + 1));
        return from < to ? _bills[from + _chance.Below(to - from)].Day : null;
    }

    private int FirstAt(int day)
    {
        var (low, high) = (0, _bills.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _bills[middle].Day < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
