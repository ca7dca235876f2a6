namespace Triage.Models.Lifecycle;

/// <summary>
/// Reads reports into one status, in the order in which they happened: what fits moves it, what comes too early is held
/// until it fits. Always from the beginning, so that the end depends on which reports there are and not on how they came.
/// </summary>
internal abstract class StatusProgress<TStatus>(StatusTable<TStatus> table, TStatus start)
    where TStatus : struct, Enum
{
    public TStatus Status { get; private set; } = start;

    /// <param name="inOrder">By <see cref="ReportOrder"/>; facts of this status only.</param>
    /// <returns>What became of each.</returns>
    public ReportStanding[] Read(IReadOnlyList<StatusReport> inOrder)
    {
        var standings = new ReportStanding[inOrder.Count];
        var held = new List<int>();
        for (var i = 0; i < inOrder.Count; i++)
        {
            if (!TryTake(inOrder[i], out standings[i]))
            {
                held.Add(i);
                continue;
            }

            // What was just taken may be what an earlier one waited for.
            for (var j = 0; j < held.Count; j++)
            {
                if (TryTake(inOrder[held[j]], out standings[held[j]]))
                {
                    held.RemoveAt(j);
                    j = -1;
                }
            }
        }

        foreach (var i in held)
        {
            standings[i] = CanStillFit(inOrder[i].Fact) ? ReportStanding.Kept : ReportStanding.Contradictory;
        }

        return standings;
    }

    /// <summary>Whether it says what is so already.</summary>
    protected abstract bool Agrees(StatusReport report);

    protected abstract bool CanStillFit(ReportedFact fact);

    protected virtual void OnTaken(StatusReport report)
    {
    }

    private bool TryTake(StatusReport report, out ReportStanding standing)
    {
        standing = default;
        if (table.Next(Status, report.Fact) is { } next)
        {
            (Status, standing) = (next, ReportStanding.Applied);
        }
        else if (Agrees(report))
        {
            standing = ReportStanding.Agreed;
        }
        else
        {
            return false;
        }

        OnTaken(report);
        return true;
    }
}
