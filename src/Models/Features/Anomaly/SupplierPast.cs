namespace Triage.Models.Features.Anomaly;

/// <summary>What one supplier's bills were like: their amounts, their lines and their rhythm. A fold in the order of receipt, of bounded size.</summary>
internal sealed class SupplierPast
{
    // How slowly the habit of repeating amounts is forgotten: about as many bills as this.
    private const double HabitBills = 32;

    public int Bills { get; private set; }

    /// <summary>0 before the first bill with a date, as is the next.</summary>
    public int FirstDay { get; private set; }

    public int LastDay { get; private set; }

    /// <summary>Of <see cref="LastDay"/>, so far.</summary>
    public int BillsOfLastDay { get; private set; }

    /// <summary>The share of late bills whose amount had come before.</summary>
    public double RepeatShare { get; private set; }

    public LatestAmounts Amounts { get; } = new();

    public LatestAmounts LineAmounts { get; } = new();

    public LatestPastLines Lines { get; } = new();

    /// <summary>Logarithms of days from one day with bills to the next.</summary>
    public KeyHistory Gaps { get; private set; } = KeyHistory.Empty;

    /// <summary>Logarithms of bills a day with bills, of days that are over.</summary>
    public KeyHistory BillsADay { get; private set; } = KeyHistory.Empty;

    public void Add(AnomalyFacts facts)
    {
        if (facts.Day != 0)
        {
            Step(facts.Day);
        }

        RepeatShare += ((Amounts.Times(facts.AmountMinor) > 0 ? 1 : 0) - RepeatShare) / Math.Min(HabitBills, Bills + 1);
        Bills++;
        Amounts.Add(facts.AmountMinor, facts.Day);
        foreach (ref readonly var line in facts.Lines.AsSpan())
        {
            LineAmounts.Add(line.AmountMinor, facts.Day);
            Lines.Add(line, facts.Day);
        }
    }

    private void Step(int day)
    {
        if (FirstDay == 0)
        {
            (FirstDay, LastDay) = (day, day);
        }
        else if (day > LastDay)
        {
            Gaps = Gaps.With(LogOf(day - LastDay));
            BillsADay = BillsADay.With(LogOf(BillsOfLastDay));
            (LastDay, BillsOfLastDay) = (day, 0);
        }

        BillsOfLastDay++;
    }

    public static double LogOf(int count) => Math.Log(1 + count);
}
