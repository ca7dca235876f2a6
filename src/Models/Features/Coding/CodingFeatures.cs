namespace Triage.Models.Features.Coding;

/// <summary>
/// From a question and the history before it to candidate codes and their features. The one extractor of training and
/// serving; not thread-safe, one for each thread.
/// </summary>
public sealed class CodingFeatures
{
    /// <summary>What a feature says that can't be known. Below zero lie only differences, which are always known; logarithms of probabilities and densities are shifted above it.</summary>
    public const float Missing = -1;

    private const int PerLevelWide = 4;
    private const double Smoothing = 2;
    private const double ProbabilityMin = 1e-6;

    public static readonly FeatureSchema Schema = new(CodingFeatureNames.InOrder());
    private static readonly int[] Compared = [.. CodingFeatureNames.Compared.Select(name => Schema.Names.IndexOf(name))];
    private static readonly int Near = Schema.Names.IndexOf("mixed.supplier_place");
    private static readonly float[] CountLogs = [.. Enumerable.Range(0, 4096).Select(count => Log(count))];
    private const float ComparedAlone = 100;
    private const float FarApart = 100;

    // Logarithms of densities are shifted above zero.
    private const double DensityShift = 50;

    private readonly ulong[] _keys = new ulong[CodingKeys.Count];
    private readonly CodeTally?[] _tallies = new CodeTally?[CodingKeys.Count];
    private readonly LikeLines _like = new();
    private readonly LikeLines _likeHere = new();
    private readonly float[] _varieties = new float[2 * CodingFeatureNames.VarietyLevels.Length];
    private readonly MultipleAmounts _multiples = new();

    public void Extract(in CodingQuestion question, CodingHistory history, CodingCandidates into)
    {
        CodingKeys.Fill(question, _keys);
        for (var level = 0; level < _keys.Length; level++)
        {
            _tallies[level] = CodingKeys.IsKnown((CodingLevel)level, question) ? history.Find(_keys[level]) : null;
        }

        into.Clear();
        CandidateSources.Offer(_tallies, into);
        _like.Weigh(question, history.LinesUnder(CodingLevel.Supplier, question, _keys), into.Codes);
        _likeHere.Weigh(question, history.LinesUnder(CodingLevel.SupplierPlace, question, _keys), into.Codes);
        _multiples.Count(question, history, into.Codes);
        FillVarieties();
        for (var candidate = 0; candidate < into.Count; candidate++)
        {
            Fill(question, history, into.Codes[candidate], candidate, into.Row(candidate));
        }

        Compare(into);
    }

    /// <summary>What sets a candidate apart from the best of the others, in the features that say most.</summary>
    private static void Compare(CodingCandidates into)
    {
        var at = Schema.Count - Compared.Length;
        foreach (var feature in Compared)
        {
            float best = float.MinValue, second = float.MinValue;
            for (var candidate = 0; candidate < into.Count; candidate++)
            {
                var value = into.Row(candidate)[feature];
                (best, second) = value > best ? (value, best) : (best, Math.Max(second, value));
            }

            for (var candidate = 0; candidate < into.Count; candidate++)
            {
                var row = into.Row(candidate);
                var rival = row[feature] == best ? second : best;
                row[at] = into.Count < 2 ? ComparedAlone : row[feature] - rival;
            }

            at++;
        }
    }

    private void Fill(in CodingQuestion question, CodingHistory history, int code, int candidate, Span<float> row)
    {
        var at = 0;
        for (var level = 0; level < _tallies.Length; level++)
        {
            at = FillLevel(_tallies[level], code, row, at);
        }

        foreach (var level in CodingFeatureNames.AgeLevels)
        {
            at = FillAge(_tallies[(int)level], code, question.Day, row, at);
        }

        at = FillLike(_like, candidate, row, at);
        at = FillLike(_likeHere, candidate, row, at);
        at = FillMixtures(code, row, at);
        at = FillAmounts(code, CodedLine.SizeOf(question.AmountMinor), row, at);
        row[at++] = _multiples.Share(0, candidate);
        row[at++] = _multiples.Share(1, candidate);
        row[at++] = LogCount(_multiples.CountOf(0, candidate));
        row[at++] = LogCount(_multiples.CountOf(1, candidate));
        foreach (var variety in _varieties)
        {
            row[at++] = variety;
        }

        row[at++] = Log(Math.Abs((double)question.AmountMinor));
        row[at++] = question.AmountMinor < 0 ? 1 : 0;
        row[at++] = RoundAmount.TrailingZeros(question.AmountMinor);
        row[at++] = question.Lines;
        row[at++] = question.LinesOfThisAmount;
        row[at++] = question.LinesBelow / (float)question.Lines;
        row[at++] = question.Day == 0 ? Missing : question.Day % 7;
        row[at++] = question.Day == 0 ? Missing : DateOnly.FromDayNumber(question.Day).Day;
        row[at++] = question.IsTaxOfAnother ? 1 : 0;
        row[at++] = Log(Math.Abs((double)question.InvoiceMinor));
        row[at++] = question.InvoiceMinor == 0 ? Missing : (float)Math.Min(2, Math.Abs((double)question.AmountMinor / question.InvoiceMinor));
        row[at++] = question.Day == 0 || history.LastDay == 0 ? Missing : Math.Max(0, question.Day - history.LastDay);
        System.Diagnostics.Debug.Assert(at == row.Length - Compared.Length);
    }

    private static int FillLike(LikeLines like, int candidate, Span<float> row, int at)
    {
        for (var kernel = 0; kernel < LikeLines.KernelsCount; kernel++)
        {
            row[at++] = like.Share(kernel, candidate);
        }

        row[at++] = like.Weight(0);
        row[at++] = like.Weight(LikeLines.KernelsCount - 1);
        return at;
    }

    private static int FillLevel(CodeTally? tally, int code, Span<float> row, int at)
    {
        if (tally is null)
        {
            row.Slice(at, PerLevelWide).Fill(Missing);
            row[at] = 0;
            return at + PerLevelWide;
        }

        var index = tally.IndexOf(code);
        var count = index < 0 ? 0 : tally.CountAt(index);
        row[at] = LogCount(tally.Total);
        row[at + 1] = (float)count / tally.Total;
        row[at + 2] = LogCount(count);
        row[at + 3] = (float)count / tally.CountMax;
        return at + PerLevelWide;
    }

    private static int FillAge(CodeTally? tally, int code, int day, Span<float> row, int at)
    {
        var index = tally?.IndexOf(code) ?? -1;
        if (tally is null || index < 0)
        {
            row.Slice(at, 3).Fill(Missing);
            return at + 3;
        }

        row[at] = day == 0 || tally.LastDayAt(index) == 0 ? Missing : Math.Max(0, day - tally.LastDayAt(index));
        row[at + 1] = tally.LastCode == code ? 1 : 0;
        row[at + 2] = tally.Weight > 0 ? (float)(tally.WeightAt(index) / tally.Weight) : Missing;
        return at + 3;
    }

    /// <summary>Shares of wide levels mixed into near ones where those are thin, and supplier and place as if they were independent given the code.</summary>
    private int FillMixtures(int code, Span<float> row, int at)
    {
        var everywhere = Mixed(_tallies[(int)CodingLevel.Facility], code, ProbabilityMin);
        var place = Mixed(_tallies[(int)CodingLevel.Place], code, everywhere);
        var word = Mixed(_tallies[(int)CodingLevel.Word], code, everywhere);
        var supplier = Mixed(_tallies[(int)CodingLevel.Supplier], code, word);
        var independent = Math.Min(1, supplier * place / Math.Max(everywhere, ProbabilityMin));
        var group = Mixed(_tallies[(int)CodingLevel.SupplierPlaceGroup], code, independent);
        var near = Mixed(_tallies[(int)CodingLevel.SupplierPlace], code, group);
        var band = Mixed(_tallies[(int)CodingLevel.SupplierBand], code, supplier);
        var amount = Math.Min(1, near * Mixed(_tallies[(int)CodingLevel.SupplierFineBand], code, band) / Math.Max(supplier, ProbabilityMin));
        row[at++] = LogProbability(everywhere);
        row[at++] = LogProbability(place);
        row[at++] = LogProbability(supplier);
        row[at++] = LogProbability(independent);
        row[at++] = LogProbability(near);
        row[at++] = LogProbability(amount);
        row[at++] = LogProbability(Mixed(_tallies[(int)CodingLevel.SupplierPlaceBand], code, near));
        row[at++] = LogProbability(Mixed(_tallies[(int)CodingLevel.SupplierPlaceShape], code, near));
        return at;
    }

    /// <summary>How likely the amount is under each code, and both what was last paid under it and how often it comes here.</summary>
    private int FillAmounts(int code, float amount, Span<float> row, int at)
    {
        var law = AmountLaw.Any.Narrowed(Amounts(CodingLevel.Facility, code));
        var place = law.Narrowed(Amounts(CodingLevel.Place, code));
        var supplier = law.Narrowed(Amounts(CodingLevel.Supplier, code));
        var near = supplier.Narrowed(Amounts(CodingLevel.SupplierPlace, code));
        row[at++] = Shifted(law.LogDensity(amount));
        row[at++] = Shifted(place.LogDensity(amount));
        row[at++] = Shifted(supplier.LogDensity(amount));
        row[at++] = Shifted(near.LogDensity(amount));
        row[at++] = (float)(amount - near.Mean);
        row[at++] = (float)near.Variance;
        row[at++] = row[Near] + Shifted(near.LogDensity(amount));
        var tally = _tallies[(int)CodingLevel.SupplierPlace];
        var index = tally?.IndexOf(code) ?? -1;
        row[at++] = index < 0 ? FarApart : amount - tally!.LastAmountAt(index);
        row[at++] = tally is null ? Missing : index < 0 ? 0 : (float)tally.DaysAt(index) / tally.Days;
        row[at++] = tally is null ? Missing : (float)tally.Total / tally.Days;
        return at;
    }

    private static float Shifted(double logDensity) => (float)Math.Max(0, logDensity + DensityShift);

    private AmountMoments Amounts(CodingLevel level, int code) => _tallies[(int)level] is { } tally ? tally.AmountsAt(tally.IndexOf(code)) : default;

    private void FillVarieties()
    {
        for (var i = 0; i < CodingFeatureNames.VarietyLevels.Length; i++)
        {
            var tally = _tallies[(int)CodingFeatureNames.VarietyLevels[i]];
            _varieties[2 * i] = tally?.Distinct ?? 0;
            _varieties[2 * i + 1] = tally is null ? Missing : (float)tally.Entropy();
        }
    }

    private static double Mixed(CodeTally? tally, int code, double prior)
    {
        if (tally is null)
        {
            return prior;
        }

        var index = tally.IndexOf(code);
        return ((index < 0 ? 0 : tally.CountAt(index)) + Smoothing * prior) / (tally.Total + Smoothing);
    }

    private static float LogProbability(double probability) => (float)(Math.Log(Math.Max(probability, ProbabilityMin)) - Math.Log(ProbabilityMin));

    private static float Log(double value) => (float)Math.Log(1 + value);

    private static float LogCount(int count) => count < CountLogs.Length ? CountLogs[count] : Log(count);
}
