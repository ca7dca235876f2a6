namespace Triage.Models.Features.Coding;

/// <summary>The codes confirmed under one key: how often, when last, and with what weight now that older ones count less.</summary>
internal sealed class CodeTally
{
    // A code's weight halves with this age; what the weights are compared with ages alike, so only their ratios matter.
    private const double HalfLifeDays = 45;
    private const int DayOfWeightOne = 730_119; // 2000-01-01

    // Most tallies have one code or two, and each is looked at in memory that nobody touched for long: what is read together
    // stands together. Codes, and in the second half their counts.
    private int[] _codesAndCounts = new int[2];
    private Confirmed[] _confirmed = new Confirmed[1];

    public int Distinct { get; private set; }
    public int Total { get; private set; }
    public double Weight { get; private set; }
    public int LastDay { get; private set; }
    public int LastCode { get; private set; } = -1;
    public int CountMax { get; private set; }

    /// <summary>On how many days anything was confirmed under the key.</summary>
    public int Days { get; private set; }
    public ReadOnlySpan<int> Codes => _codesAndCounts.AsSpan(0, Distinct);
    public ReadOnlySpan<int> Counts => _codesAndCounts.AsSpan(Capacity, Distinct);

    private int Capacity => _confirmed.Length;

    /// <summary>-1 where the code was never confirmed under the key.</summary>
    public int IndexOf(int code) => Codes.IndexOf(code);

    public int CountAt(int index) => Counts[index];

    public int LastDayAt(int index) => _confirmed[index].LastDay;

    public double WeightAt(int index) => _confirmed[index].Weight;

    /// <summary>On how many days the code was confirmed under the key.</summary>
    public int DaysAt(int index) => _confirmed[index].Days;

    public AmountMoments AmountsAt(int index) => index < 0 ? default : _confirmed[index].Amounts;

    /// <summary>The logarithm of the amount that the code was last confirmed for.</summary>
    public float LastAmountAt(int index) => _confirmed[index].LastAmount;

    /// <param name="day">0 where it is not known: counted, but without weight. Else within <see cref="CodingQuestions.DayMin"/> and <see cref="CodingQuestions.DayMax"/>, or weights leave the range of numbers.</param>
    public void Add(int code, int day, float amountLog)
    {
        var index = IndexOf(code);
        if (index < 0)
        {
            index = Append(code);
        }

        var weight = day == 0 ? 0 : Math.Pow(2, (day - DayOfWeightOne) / HalfLifeDays);
        var count = ++_codesAndCounts[Capacity + index];
        ref var confirmed = ref _confirmed[index];
        confirmed.Weight += weight;
        confirmed.Days += count == 1 || day > confirmed.LastDay ? 1 : 0;
        Days += Total == 0 || day > LastDay ? 1 : 0;
        confirmed.Amounts = confirmed.Amounts.With(amountLog);
        confirmed.LastAmount = amountLog;
        confirmed.LastDay = Math.Max(confirmed.LastDay, day);
        Total++;
        Weight += weight;
        CountMax = Math.Max(CountMax, count);
        if (day >= LastDay)
        {
            (LastDay, LastCode) = (day, code);
        }
    }

    /// <summary>In nats; 0 where one code is all there is.</summary>
    public double Entropy()
    {
        double entropy = 0;
        foreach (var count in Counts)
        {
            var share = (double)count / Total;
            entropy -= share * Math.Log(share);
        }

        return entropy;
    }

    private int Append(int code)
    {
        if (Distinct == Capacity)
        {
            var grown = new int[Capacity * 4];
            Codes.CopyTo(grown);
            Counts.CopyTo(grown.AsSpan(Capacity * 2));
            _codesAndCounts = grown;
            Array.Resize(ref _confirmed, Capacity * 2);
        }

        _codesAndCounts[Distinct] = code;
        return Distinct++;
    }

    private record struct Confirmed(int LastDay, int Days, double Weight, AmountMoments Amounts, float LastAmount);
}
