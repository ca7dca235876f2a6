namespace Triage.Cli.Submit;

/// <summary>The rate of the first and of the last 100,000 answers, from a bounded number of time marks.</summary>
internal sealed class RateMarks(TimeProvider time)
{
    private const int Every = 1_000;
    private const int Window = 100_000;

    private readonly Queue<long> _marks = new();
    private readonly long _start = time.GetTimestamp();
    private long _count;
    private double? _first;

    public void Answered()
    {
        if (++_count % Every != 0)
        {
            return;
        }

        long now = time.GetTimestamp();
        _marks.Enqueue(now);
        if (_marks.Count > (Window / Every) + 1)
        {
            _marks.Dequeue();
        }

        if (_count == Window)
        {
            _first = Window / time.GetElapsedTime(_start, now).TotalSeconds;
        }
    }

    public double? First => _count >= 2 * Window ? _first : null;

    public double? Last => _count >= 2 * Window ? Window / time.GetElapsedTime(_marks.Peek(), _marks.Last()).TotalSeconds : null;
}
