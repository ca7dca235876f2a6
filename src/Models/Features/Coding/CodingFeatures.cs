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
    private const double RecentSmoothing = 0.3;
    private const double ProbabilityMin = 1e-6;
    private static readonly double ProbabilityMinLog = Math.Log(ProbabilityMin);

    public static readonly FeatureSchema Schema = new(CodingFeatureNames.InOrder());
    private static readonly int Posteriors = Schema.Names.IndexOf(CodePosteriors.Names[0]);
    private static readonly int Everywhere = Schema.Names.IndexOf("mixed.facility");
    private static readonly int Near = Schema.Names.IndexOf("mixed.supplier_place");
    private static readonly float[] CountLogs = [.. Enumerable.Range(0, 4096).Select(count => Log(count))];
    private const float FarApart = 100;

    // Logarithms of densities are shifted above zero.
    private const double DensityShift = 50;

    private readonly ulong[] _keys = new ulong[CodingKeys.Count];
    private readonly CodeTally?[] _tallies = new CodeTally?[CodingKeys.Count];

    // Where each candidate stands in each level's tally; -1 where it does not.
    private readonly int[] _indexes = new int[CodingKeys.Count * CodingCandidates.CandidatesMax];
    private readonly LikeLines _like = new();
    private readonly LikeLines _likeHere = new();
    private readonly float[] _varieties = new float[2 * CodingFeatureNames.VarietyLevels.Length];
    private readonly MultipleAmounts _multiples = new();
    private readonly NameEvidence _names = new();
    private readonly CodePosteriors _posteriors = new();
    private readonly float[] _ofLine = new float[12];

    public void Extract(in CodingQuestion question, CodingHistory history, CodingCandidates into)
    {
        CodingKeys.Fill(question, _keys);
        for (var level = 0; level < _keys.Length; level++)
        {
            _tallies[level] = CodingKeys.IsKnown((CodingLevel)level, question) ? history.Find(_keys[level]) : null;
        }

        into.Clear();
        CandidateSources.Offer(_tallies, into);
        _names.Find(question, _tallies[(int)CodingLevel.Supplier], _tallies[(int)CodingLevel.Place], history, into);
        _like.Weigh(question, history.LinesUnder(CodingLevel.Supplier, question, _keys), into);
        _likeHere.Weigh(question, history.LinesUnder(CodingLevel.SupplierPlace, question, _keys), into);
        _multiples.Count(question, history, into);
        FindCandidates(into);
        FillVarieties();
        FillOfLine(question, history);
        for (var candidate = 0; candidate < into.Count; candidate++)
        {
            Fill(question, into.Codes[candidate], candidate, into.Row(candidate));
        }

        _posteriors.Fill(into, Posteriors);
        CandidateComparison.Fill(into.Rows);
    }

    /// <summary>Of the question that was extracted last: nothing was confirmed under its key; nor could it be where a part of the key is not named.</summary>
    public bool IsNew(CodingLevel level) => _tallies[(int)level] is null;

    /// <summary>Of the same question: how many lines were confirmed under the level's key.</summary>
    public int LinesOf(CodingLevel level) => _tallies[(int)level]?.Total ?? 0;

    private void FindCandidates(CodingCandidates of)
    {
        Array.Fill(_indexes, -1);
        for (var level = 0; level < _tallies.Length; level++)
        {
            var codes = _tallies[level] is { } tally ? tally.Codes : [];
            for (var index = 0; index < codes.Length; index++)
            {
                if (of.PlaceOf(codes[index]) is >= 0 and var candidate)
                {
                    _indexes[level * CodingCandidates.CandidatesMax + candidate] = index;
                }
            }
        }
    }

    private int IndexOf(CodingLevel level, int candidate) => _indexes[(int)level * CodingCandidates.CandidatesMax + candidate];

    private void Fill(in CodingQuestion question, int code, int candidate, Span<float> row)
    {
        var at = 0;
        for (var level = 0; level < _tallies.Length; level++)
        {
            at = FillLevel(_tallies[level], IndexOf((CodingLevel)level, candidate), row, at);
        }

        foreach (var level in CodingFeatureNames.AgeLevels)
        {
            at = FillAge(_tallies[(int)level], IndexOf(level, candidate), code, question.Day, row, at);
        }

        at = FillLike(_like, candidate, row, at);
        at = FillLike(_likeHere, candidate, row, at);
        at = FillMixtures(code, candidate, row, at);
        at = FillAmounts(candidate, CodedLine.SizeOf(question.AmountMinor), row, at);
        row[at++] = _multiples.Share(0, candidate);
        row[at++] = _multiples.Share(1, candidate);
        row[at++] = LogCount(_multiples.CountOf(0, candidate));
        row[at++] = LogCount(_multiples.CountOf(1, candidate));
        at = _names.Fill(code, Math.Exp(row[Everywhere] + ProbabilityMinLog), row, at);
        at += CodePosteriors.Names.Length; // filled when all candidates are known
        foreach (var variety in _varieties)
        {
            row[at++] = variety;
        }

        _ofLine.CopyTo(row[at..]);
        System.Diagnostics.Debug.Assert(at + _ofLine.Length == row.Length - CodingFeatureNames.Compared.Length);
    }

    /// <summary>What is the same for every candidate.</summary>
    private void FillOfLine(in CodingQuestion question, CodingHistory history)
    {
        var at = 0;
        _ofLine[at++] = Log(Math.Abs((double)question.AmountMinor));
        _ofLine[at++] = question.AmountMinor < 0 ? 1 : 0;
        _ofLine[at++] = RoundAmount.TrailingZeros(question.AmountMinor);
        _ofLine[at++] = question.Lines;
        _ofLine[at++] = question.LinesOfThisAmount;
        _ofLine[at++] = question.LinesBelow / (float)question.Lines;
        _ofLine[at++] = question.Day == 0 ? Missing : question.Day % 7;
        _ofLine[at++] = question.Day == 0 ? Missing : DateOnly.FromDayNumber(question.Day).Day;
        _ofLine[at++] = question.IsTaxOfAnother ? 1 : 0;
        _ofLine[at++] = Log(Math.Abs((double)question.InvoiceMinor));
        _ofLine[at++] = question.InvoiceMinor == 0 ? Missing : (float)Math.Min(2, Math.Abs((double)question.AmountMinor / question.InvoiceMinor));
        _ofLine[at] = question.Day == 0 || history.LastDay == 0 ? Missing : Math.Max(0, question.Day - history.LastDay);
    }

    private static int FillLike(LikeLines like, int candidate, Span<float> row, int at)
    {
        for (var kernel = 0; kernel < LikeLines.KernelsCount; kernel++)
        {
            row[at++] = like.Share(kernel, candidate);
        }

        row[at++] = like.NarrowWeight;
        row[at++] = like.InvoiceWeight;
        return at;
    }

    private static int FillLevel(CodeTally? tally, int index, Span<float> row, int at)
    {
        if (tally is null)
        {
            row.Slice(at, PerLevelWide).Fill(Missing);
            row[at] = 0;
            return at + PerLevelWide;
        }

        var count = index < 0 ? 0 : tally.CountAt(index);
        row[at] = LogCount(tally.Total);
        row[at + 1] = (float)count / tally.Total;
        row[at + 2] = LogCount(count);
        row[at + 3] = (float)count / tally.CountMax;
        return at + PerLevelWide;
    }

    private static int FillAge(CodeTally? tally, int index, int code, int day, Span<float> row, int at)
    {
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
    private int FillMixtures(int code, int candidate, Span<float> row, int at)
    {
        var everywhere = Mixed(CodingLevel.Facility, candidate, ProbabilityMin);
        var place = Mixed(CodingLevel.Place, candidate, _names.OfPlace(code, everywhere));
        var word = _names.OfSupplier(code, Mixed(CodingLevel.Word, candidate, everywhere));
        var supplier = Mixed(CodingLevel.Supplier, candidate, word);
        var independent = Math.Min(1, supplier * place / Math.Max(everywhere, ProbabilityMin));
        var group = Mixed(CodingLevel.SupplierPlaceGroup, candidate, independent);
        var near = Mixed(CodingLevel.SupplierPlace, candidate, group);
        var band = Mixed(CodingLevel.SupplierBand, candidate, supplier);
        var amount = Math.Min(1, near * Mixed(CodingLevel.SupplierFineBand, candidate, band) / Math.Max(supplier, ProbabilityMin));
        row[at++] = LogProbability(everywhere);
        row[at++] = LogProbability(place);
        row[at++] = LogProbability(supplier);
        row[at++] = LogProbability(independent);
        row[at++] = LogProbability(near);
        row[at++] = LogProbability(amount);
        row[at++] = LogProbability(Mixed(CodingLevel.SupplierPlaceBand, candidate, near));
        row[at++] = LogProbability(Mixed(CodingLevel.SupplierPlaceShape, candidate, near));
        return at;
    }

    /// <summary>How likely the amount is under each code, and both what was last paid under it and how often it comes here.</summary>
    private int FillAmounts(int candidate, float amount, Span<float> row, int at)
    {
        var law = AmountLaw.Any.Narrowed(Amounts(CodingLevel.Facility, candidate));
        var place = law.Narrowed(Amounts(CodingLevel.Place, candidate));
        var supplier = law.Narrowed(Amounts(CodingLevel.Supplier, candidate));
        var near = supplier.Narrowed(Amounts(CodingLevel.SupplierPlace, candidate));
        row[at++] = Shifted(law.LogDensity(amount));
        row[at++] = Shifted(place.LogDensity(amount));
        row[at++] = Shifted(supplier.LogDensity(amount));
        var density = Shifted(near.LogDensity(amount));
        row[at++] = density;
        row[at++] = (float)(amount - near.Mean);
        row[at++] = (float)near.Variance;
        row[at++] = row[Near] + density;
        var tally = _tallies[(int)CodingLevel.SupplierPlace];
        var index = IndexOf(CodingLevel.SupplierPlace, candidate);
        row[at++] = index < 0 ? FarApart : amount - tally!.LastAmountAt(index);
        row[at++] = tally is null ? Missing : index < 0 ? 0 : (float)tally.DaysAt(index) / tally.Days;
        row[at++] = tally is null ? Missing : (float)tally.Total / tally.Days;
        Weigh(candidate, tally, index, row[Near], near.LogPredictive(amount));
        return at;
    }

    /// <summary>How often the code comes here, over all lines and over the latest, and how likely it makes the amount.</summary>
    private void Weigh(int candidate, CodeTally? tally, int index, float near, double amount)
    {
        var recent = near;
        if (tally is { Weight: > 0 })
        {
            var smoothing = RecentSmoothing * tally.Weight / tally.Total; // as much of a line of the mean age
            recent = LogProbability(((index < 0 ? 0 : tally.WeightAt(index)) + smoothing * Math.Exp(near + ProbabilityMinLog)) / (tally.Weight + smoothing));
        }

        _posteriors.Weigh(candidate, near + amount, recent + amount);
    }

    private static float Shifted(double logDensity) => (float)Math.Max(0, logDensity + DensityShift);

    private AmountMoments Amounts(CodingLevel level, int candidate) => _tallies[(int)level] is { } tally ? tally.AmountsAt(IndexOf(level, candidate)) : default;

    private void FillVarieties()
    {
        for (var i = 0; i < CodingFeatureNames.VarietyLevels.Length; i++)
        {
            var tally = _tallies[(int)CodingFeatureNames.VarietyLevels[i]];
            _varieties[2 * i] = tally?.Distinct ?? 0;
            _varieties[2 * i + 1] = tally is null ? Missing : (float)tally.Entropy();
        }
    }

    private double Mixed(CodingLevel level, int candidate, double prior)
    {
        if (_tallies[(int)level] is not { } tally)
        {
            return prior;
        }

        var index = IndexOf(level, candidate);
        return ((index < 0 ? 0 : tally.CountAt(index)) + Smoothing * prior) / (tally.Total + Smoothing);
    }

    internal static float LogProbability(double probability) => (float)(Math.Log(Math.Max(probability, ProbabilityMin)) - ProbabilityMinLog);

    private static float Log(double value) => (float)Math.Log(1 + value);

    internal static float LogCount(int count) => count < CountLogs.Length ? CountLogs[count] : Log(count);
}
