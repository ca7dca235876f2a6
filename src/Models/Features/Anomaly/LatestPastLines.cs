using System.Runtime.InteropServices;
using Triage.Models.Features.Coding;

namespace Triage.Models.Features.Anomaly;

/// <summary>A supplier's latest lines, in no order.</summary>
internal sealed class LatestPastLines
{
    public const int LinesMax = 256;

    private readonly List<PastLine> _lines = [];
    private int _next;

    public ReadOnlySpan<PastLine> Lines => CollectionsMarshal.AsSpan(_lines);

    public void Add(in AnomalyLine line, int day)
    {
        var past = new PastLine(line.AmountMinor, CodedLine.LogOf(line.AmountMinor), line.Code, line.Place, day);
        if (_lines.Count < LinesMax)
        {
            _lines.Add(past);
            return;
        }

        _lines[_next] = past;
        _next = (_next + 1) % LinesMax;
    }
}
