namespace Triage.Models.Features.Effort;

/// <summary>The latest outcomes of one key: how much longer they took than the catalogue says, in thousandths.</summary>
internal sealed class EffortTally
{
    private const int LatestMax = 64;

    private readonly List<int> _latest = [];
    private int _next;

    public int Count => _latest.Count;

    public int Median { get; private set; }

    public void Add(int thousandths)
    {
        if (_latest.Count < LatestMax)
        {
            _latest.Add(thousandths);
        }
        else
        {
            _latest[_next] = thousandths;
            _next = (_next + 1) % LatestMax;
        }

        int[] sorted = [.. _latest.Order()];
        Median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
