using System.Globalization;

namespace Triage.Cli.Serve;

/// <summary>A page in Prometheus' text format.</summary>
internal sealed class MetricsPage(string text)
{
    private readonly string[] _samples = text.Split('\n');

    public static async Task<MetricsPage> ReadAsync(Uri http, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = http, Timeout = TimeSpan.FromSeconds(5) };
        return new(await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken));
    }

    /// <summary>Of all its samples that carry every label given; <c>null</c> where there is none.</summary>
    /// <param name="name">The metric's.</param>
    /// <param name="labels">As they stand on the page: <c>code="OK"</c>.</param>
    public double? Sum(string name, params ReadOnlySpan<string> labels)
    {
        double? sum = null;
        foreach (var sample in _samples)
        {
            if (IsOf(sample, name) && HasAll(sample, labels)
                && double.TryParse(Value(sample), NumberStyles.Float, CultureInfo.InvariantCulture, out double read))
            {
                sum = (sum ?? 0) + read;
            }
        }

        return sum;
    }

    private static bool IsOf(string sample, string name) =>
        sample.Length > name.Length + 1 && sample.StartsWith(name, StringComparison.Ordinal) && sample[name.Length] is ' ' or '{';

    private static bool HasAll(string sample, ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
        {
            if (!sample.Contains(label, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    // After the labels' brace, or after the name; a time may follow.
    private static ReadOnlySpan<char> Value(string sample)
    {
        var rest = sample.AsSpan(sample.Contains('}', StringComparison.Ordinal) ? sample.LastIndexOf('}') + 1 : sample.IndexOf(' ')).Trim();
        return rest.IndexOf(' ') is var end and >= 0 ? rest[..end] : rest;
    }
}
