namespace Triage.Models.Features.Coding;

/// <summary>The latest coded lines under one key: what a line is held against to find those most like it.</summary>
internal sealed class LatestLines
{
    public const int LinesMax = 256;

    private readonly List<CodedLine> _lines = [];
    private int _next;

    public ReadOnlySpan<CodedLine> Lines => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_lines);

    public void Add(in CodedLine line)
    {
        if (_lines.Count < LinesMax)
        {
            _lines.Add(line);
            return;
        }

        _lines[_next] = line;
        _next = (_next + 1) % LinesMax;
    }
}
