using System.Globalization;
using System.Runtime.InteropServices;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Cli.Lifecycle;

/// <summary>Adds up answers as they come.</summary>
internal sealed class ReportTally(RejectedLines rejected)
{
    private const int ExamplesMax = 5;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _standings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _refused = [];
    private readonly List<string> _examples = [];
    private ReportResponse? _last;
    private long _taken;
    private long _replayed;
    private long _bad;

    /// <summary>So far, for progress.</summary>
    public long Answered
    {
        get
        {
            lock (_lock)
            {
                return _taken + _bad + _refused.Values.Sum();
            }
        }
    }

    public void Taken(ReportResponse response, bool isReplay)
    {
        lock (_lock)
        {
            var name = ProtoNames.Of(response.Standing);
            _standings[name] = _standings.GetValueOrDefault(name) + 1;
            (_last, _taken, _replayed) = (response, _taken + 1, _replayed + (isReplay ? 1 : 0));
        }
    }

    public void Refused(ReportLine line, StatusCode status, string why)
    {
        lock (_lock)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_refused, ProtoNames.Of(status), out _)++;
            Example(line, $"{ProtoNames.Of(status)}: {why}");
        }
    }

    public void Bad(ReportLine line)
    {
        lock (_lock)
        {
            _bad++;
            Example(line, line.Bad ?? "");
        }
    }

    public ReportFigures Figures()
    {
        lock (_lock)
        {
            return new ReportFigures
            {
                Reports = _taken,
                Standings = _standings,
                Replayed = _replayed,
                BadLines = _bad,
                Refused = new SortedDictionary<string, long>(_refused, StringComparer.Ordinal),
                Examples = _examples,
                RejectsFile = rejected.Written,
                Only = _taken == 1 && _last is { } last ? ReportedInvoice.Of(last) : null,
            };
        }
    }

    private void Example(ReportLine line, string why)
    {
        rejected.Add(line);
        if (_examples.Count < ExamplesMax)
        {
            _examples.Add(line.Text.Length == 0 ? why : $"line {line.Number.ToString(CultureInfo.InvariantCulture)}: {why}");
        }
    }
}
