using System.Diagnostics;
using System.Globalization;

namespace Triage.Micro.Twins;

/// <summary>How long each of many searches took.</summary>
internal sealed class SearchTimes(string what)
{
    private readonly List<double> _microseconds = [];
    private long _found;

    public async Task MeasureAsync<T>(IReadOnlyList<T> asked, Func<T, ValueTask<int>> search)
    {
        foreach (var one in asked)
        {
            var began = Stopwatch.GetTimestamp();
            _found += await search(one);
            _microseconds.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }

        _microseconds.Sort();
    }

    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {_microseconds.Count:#,0} searches, {(double)_found / _microseconds.Count:0.0} candidates each; p50 {At(0.5):0.000} ms, p99 {At(0.99):0.000} ms, max {At(1):0.000} ms");

    private double At(double share) => _microseconds[Math.Min(_microseconds.Count - 1, (int)(share * _microseconds.Count))] / 1000;
}
