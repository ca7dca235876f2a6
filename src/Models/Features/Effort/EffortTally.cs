namespace Triage.Models.Features.Effort;

/// <summary>The latest outcomes of one key: how much longer they took than the catalogue says, in thousandths.</summary>
internal sealed class EffortTally
{
    private const int LatestMax = 64;

    private readonly Queue<int> _latest = [];
    private readonly List<int> _sorted = [];

    public int Count => _sorted.Count;

    public int Median => (_sorted[(_sorted.Count - 1) / 2] + _sorted[_sorted.Count / 2]) / 2;

    public void Add(int thousandths)
    {
        if (_latest.Count == LatestMax)
        {
            _sorted.RemoveAt(_sorted.BinarySearch(_latest.Dequeue()));
        }

        _latest.Enqueue(thousandths);
        var at = _sorted.BinarySearch(thousandths);
        _sorted.Insert(at < 0 ? ~at : at, thousandths);
    }
}
