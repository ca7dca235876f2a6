using System.Diagnostics;
using System.Globalization;

namespace Triage.Micro.Twins;

/// <summary>How long each of many searches took.</summary>
internal sealed class SearchTimes(string what)
{
    private readonly List<double> _wall = [];
    private readonly List<double> _processor = [];
    private long _found;

    /// <summary>On this thread, so that its processor time is known too.</summary>
    public void Measure<T>(IReadOnlyList<T> asked, Func<T, int> search)
    {
        foreach (var one in asked)
        {
            var (began, processor) = (Stopwatch.GetTimestamp(), ThreadClock.Microseconds);
            _found += search(one);
            _processor.Add(ThreadClock.Microseconds - processor);
            _wall.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }
    }

    public async Task MeasureAsync<T>(IReadOnlyList<T> asked, Func<T, ValueTask<int>> search)
    {
        foreach (var one in asked)
        {
            var began = Stopwatch.GetTimestamp();
            _found += await search(one);
            _wall.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }
    }

    public IEnumerable<string> Lines()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{what}: {_wall.Count:#,0} searches, {(double)_found / _wall.Count:0.0} candidates each; {Shares(_wall)}");
        if (_processor.Count > 0)
        {
            yield return $"{what}, processor time: {Shares(_processor)}";
        }
    }

    private static string Shares(List<double> microseconds)
    {
        microseconds.Sort();
        double At(double share) => microseconds[Math.Min(microseconds.Count - 1, (int)(share * microseconds.Count))] / 1000;
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):0.000} ms, p99 {At(0.99):0.000} ms, max {At(1):0.000} ms");
    }
}
