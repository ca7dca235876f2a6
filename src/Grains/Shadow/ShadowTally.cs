using System.Collections.Immutable;
using Triage.Models.Features.Sheets;
using Triage.Models.Intake;
using Triage.Models.Registry;

namespace Triage.Grains.Shadow;

/// <summary>What one step of a run adds to what is stored of it. Nothing counts before it is written.</summary>
internal sealed class ShadowTally
{
    private readonly Dictionary<(ShadowSegmentKind By, string Name), ShadowCounts> _segments;
    private readonly HashSet<(ShadowSegmentKind By, string Name)> _changed = [];
    private readonly List<ShadowDisagreement> _disagreements = [];

    public ShadowTally(ShadowCounts counts, IEnumerable<ShadowSegment> segments) =>
        (Counts, _segments) = (counts, segments.ToDictionary(segment => (segment.By, segment.Name), segment => segment.Counts));

    public ShadowCounts Counts { get; private set; }

    public void Failed() => Counts = Counts with { Failed = Counts.Failed + 1 };

    public void Add(KeptFeatures kept, Invoice invoice, ShadowOpinion said, ShadowOpinion candidate)
    {
        var before = Counts;
        Counts = Counts.With(said, candidate);
        if (Counts.Agreed == before.Agreed && before.Invoices - before.Agreed < ShadowDisagreement.KeptMax)
        {
            _disagreements.Add(new(kept.Position, kept.Key, kept.Seq, invoice.Facility, said, candidate));
        }

        Count(ShadowSegmentKind.Facility, invoice.Facility, said, candidate);
        Count(ShadowSegmentKind.ServiceLine, invoice.ServiceLine, said, candidate);
    }

    public ShadowAdvance To(long position) => new(position, Counts)
    {
        Disagreements = [.. _disagreements],
        Segments = [.. _changed.Select(part => new ShadowSegment(part.By, part.Name, _segments[part]))],
    };

    /// <summary>As they are once the step is written.</summary>
    public ImmutableArray<ShadowSegment> Segments => [.. _segments.Select(part => new ShadowSegment(part.Key.By, part.Key.Name, part.Value))];

    private void Count(ShadowSegmentKind by, string? name, ShadowOpinion said, ShadowOpinion candidate)
    {
        var part = (by, name ?? "");
        if (!_segments.ContainsKey(part) && _segments.Keys.Count(known => known.By == by) >= ShadowSegment.NamesMax)
        {
            part = (by, ShadowSegment.Others);
        }

        _segments[part] = _segments.GetValueOrDefault(part).With(said, candidate);
        _changed.Add(part);
    }
}
