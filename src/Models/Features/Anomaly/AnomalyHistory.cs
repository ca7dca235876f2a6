using System.Runtime.InteropServices;
using Triage.Models.Features.Coding;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.Features.Anomaly;

/// <summary>
/// The fold of bills that came, in the order of receipt: for each supplier, code, place and facility what is usual. What is kept of one
/// key is bounded. Training and serving fold alike. Many threads may read while nobody adds.
/// </summary>
public sealed class AnomalyHistory
{
    private readonly Dictionary<long, SupplierPast> _suppliers = [];
    private readonly Dictionary<ulong, CodeTally> _tallies = [];
    private readonly Dictionary<ulong, KeyHistory> _amounts = [];
    private readonly Dictionary<long, int> _numbers = [];

    public int Bills { get; private set; }

    public void Add(Invoice invoice) => Add(AnomalyFacts.Of(invoice));

    public void Add(AnomalyFacts facts)
    {
        Bills++;
        ref var past = ref CollectionsMarshal.GetValueRefOrAddDefault(_suppliers, facts.Supplier, out _);
        past ??= new();
        past.Add(facts);
        AddAmount(AmountKey(AnomalyLevel.AmountsOfSupplier, facts.AmountMinor, facts.Supplier), facts.AmountMinor);
        AddAmount(AmountKey(AnomalyLevel.AmountsOfFacility, facts.AmountMinor, facts.Facility), facts.AmountMinor);
        Count(AnomalyLevel.FacilitiesOfSupplier, facts.Facility, facts.Day, facts.Supplier);
        foreach (ref readonly var line in facts.Lines.AsSpan())
        {
            AddLine(facts, line);
        }
    }

    /// <summary>-1 for a code or place that never came.</summary>
    internal int NumberOf(long value) => _numbers.GetValueOrDefault(value, -1);

    /// <summary><c>null</c> for a supplier that is new or not known.</summary>
    internal SupplierPast? PastOf(long supplier) => supplier == SupplierFingerprint.Unknown ? null : _suppliers.GetValueOrDefault(supplier);

    internal CodeTally? Tally(AnomalyLevel level, long first = 0, long second = 0) => _tallies.GetValueOrDefault(AnomalyKeys.Of(level, first, second));

    /// <summary>Of amounts of the same sign: what is paid and what comes back are not alike.</summary>
    internal KeyHistory Amounts(AnomalyLevel level, long amountMinor, long first, long second = 0) =>
        _amounts.GetValueOrDefault(AmountKey(level, amountMinor, first, second), KeyHistory.Empty);

    private static ulong AmountKey(AnomalyLevel level, long amountMinor, long first, long second = 0) =>
        AnomalyKeys.Of(level, first, amountMinor < 0 ? ~second : second);

    private void AddLine(AnomalyFacts facts, in AnomalyLine line)
    {
        if (line.Code != 0)
        {
            Count(AnomalyLevel.Codes, line.Code, facts.Day);
            Count(AnomalyLevel.CodesOfSupplier, line.Code, facts.Day, facts.Supplier);
            Count(AnomalyLevel.CodesOfPlace, line.Code, facts.Day, line.Place);
            Count(AnomalyLevel.CodesOfSupplierAndPlace, line.Code, facts.Day, facts.Supplier, line.Place);
            Count(AnomalyLevel.CodeGroupsOfSupplier, line.CodeGroup, facts.Day, facts.Supplier);
            Count(AnomalyLevel.CodeGroupsOfPlaceGroup, line.CodeGroup, facts.Day, line.PlaceGroup);
        }

        if (line.Place != 0)
        {
            Count(AnomalyLevel.Places, line.Place, facts.Day);
            Count(AnomalyLevel.PlacesOfSupplier, line.Place, facts.Day, facts.Supplier);
            Count(AnomalyLevel.PlaceGroupsOfSupplier, line.PlaceGroup, facts.Day, facts.Supplier);
        }

        if (line.Place != 0 && line.Code != 0)
        {
            Count(AnomalyLevel.PlacesOfCode, line.Place, facts.Day, line.Code);
            Count(AnomalyLevel.PlacesOfSupplierAndCode, line.Place, facts.Day, facts.Supplier, line.Code);
            Count(AnomalyLevel.PlaceGroupsOfCode, line.PlaceGroup, facts.Day, line.Code);
        }

        AddAmount(AmountKey(AnomalyLevel.LinesOfSupplierAndPlace, line.AmountMinor, facts.Supplier, line.Place), line.AmountMinor);
        if (line.Code != 0)
        {
            AddAmount(AmountKey(AnomalyLevel.LinesOfSupplierAndCode, line.AmountMinor, facts.Supplier, line.Code), line.AmountMinor);
            AddAmount(AmountKey(AnomalyLevel.LinesOfCode, line.AmountMinor, line.Code), line.AmountMinor);
        }
    }

    private void Count(AnomalyLevel level, long value, int day, long first = 0, long second = 0)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, value, out var isKnown);
        number = isKnown ? number : _numbers.Count - 1;
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_tallies, AnomalyKeys.Of(level, first, second), out _);
        tally ??= new();
        tally.Add(number, CodingQuestions.IsSane(day) ? day : 0, amountLog: 0);
    }

    private void AddAmount(ulong key, long amountMinor)
    {
        ref var history = ref CollectionsMarshal.GetValueRefOrAddDefault(_amounts, key, out _);
        history = (history ?? KeyHistory.Empty).With(AmountDeviation.LogOf(amountMinor));
    }
}
