namespace Triage.Models.Features.Coding;

/// <summary>The codes confirmed under one key: how often, when last, and with what weight now that older ones count less.</summary>
internal sealed class CodeTally
{
    // A code's weight halves with this age; what the weights are compared with ages alike, so only their ratios matter.
    private const double HalfLifeDays = 45;
    private const int DayOfWeightOne = 730_119; // 2000-01-01

    private int[] _codes = new int[1];
    private int[] _counts = new int[1];
    private int[] _lastDays = new int[1];
    private double[] _weights = new double[1];
    private int[] _days = new int[1];
    private AmountMoments[] _amounts = new AmountMoments[1];
    private float[] _lastAmounts = new float[1];

    public int Distinct { get; private set; }
    public int Total { get; private set; }
    public double Weight { get; private set; }
    public int LastDay { get; private set; }
    public int LastCode { get; private set; } = -1;
    public int CountMax { get; private set; }

    /// <summary>On how many days anything was confirmed under the key.</summary>
    public int Days { get; private set; }
    public ReadOnlySpan<int> Codes => _codes.AsSpan(0, Distinct);
    public ReadOnlySpan<int> Counts => _counts.AsSpan(0, Distinct);

    /// <summary>-1 where the code was never confirmed under the key.</summary>
    public int IndexOf(int code) => Codes.IndexOf(code);

    public int CountAt(int index) => _counts[index];

    public int LastDayAt(int index) => _lastDays[index];

    public double WeightAt(int index) => _weights[index];

    /// <summary>On how many days the code was confirmed under the key.</summary>
    public int DaysAt(int index) => _days[index];

    public AmountMoments AmountsAt(int index) => index < 0 ? default : _amounts[index];

    /// <summary>The logarithm of the amount that the code was last confirmed for.</summary>
    public float LastAmountAt(int index) => _lastAmounts[index];

    /// <param name="day">0 where it is not known: counted, but without weight. Else within <see cref="CodingQuestions.DayMin"/> and <see cref="CodingQuestions.DayMax"/>, or weights leave the range of numbers.</param>
    public void Add(int code, int day, float amountLog)
    {
        var index = IndexOf(code);
        if (index < 0)
        {
            index = Append(code);
        }

        var weight = day == 0 ? 0 : Math.Pow(2, (day - DayOfWeightOne) / HalfLifeDays);
        _counts[index]++;
        _weights[index] += weight;
        _days[index] += _counts[index] == 1 || day > _lastDays[index] ? 1 : 0;
        Days += Total == 0 || day > LastDay ? 1 : 0;
        _amounts[index] = _amounts[index].With(amountLog);
        _lastAmounts[index] = amountLog;
        _lastDays[index] = Math.Max(_lastDays[index], day);
        Total++;
        Weight += weight;
        CountMax = Math.Max(CountMax, _counts[index]);
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
        if (Distinct == _codes.Length)
        {
            var size = _codes.Length * 2;
            Array.Resize(ref _codes, size);
            Array.Resize(ref _counts, size);
            Array.Resize(ref _lastDays, size);
            Array.Resize(ref _weights, size);
            Array.Resize(ref _days, size);
            Array.Resize(ref _amounts, size);
            Array.Resize(ref _lastAmounts, size);
        }

        _codes[Distinct] = code;
        return Distinct++;
    }
}
