using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Storage.Postgres;

/// <summary>One invoice's look-up, waiting for the query that takes it, then filled by its rows.</summary>
internal sealed class TwinLookUp(InvoiceKey self, DayRange[] ranges, int perKeyMax)
{
    private readonly TaskCompletionSource<TwinCandidates> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ImmutableArray<TwinCandidate>.Builder _found = ImmutableArray.CreateBuilder<TwinCandidate>();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int[] _counts = [];
    private int[] _there = [];

    public InvoiceKey Self { get; } = self;

    public DayRange[] Ranges { get; } = ranges;

    /// <summary>One more than are compared, to see whether there are more.</summary>
    public int CountMax { get; } = perKeyMax + 1;

    public Task<TwinCandidates> Answer => _answer.Task;

    /// <summary>Before its rows come; a query that is made again begins here again.</summary>
    public void Begin()
    {
        (_counts, _there) = (new int[Ranges.Length], new int[Ranges.Length]);
        _found.Clear();
        _seen.Clear();
    }

    /// <param name="there">So many lie under the key in all.</param>
    public void Count(int range, long there) => _there[range] = (int)there;

    /// <summary>A candidate that cannot be read fails this look-up, not the others of its query.</summary>
    public void Add(int range, string path, byte[] summary)
    {
        if (++_counts[range] < CountMax && _seen.Add(path))
        {
            try
            {
                _found.Add(new TwinCandidate(InvoiceKey.IdPrefix + path, TwinSummaryCodec.Decode(summary)));
            }
            catch (Exception damaged)
            {
                Fail(damaged);
            }
        }
    }

    public void Complete()
    {
        var overflowed = 0;
        var ofNumber = 0;
        for (var i = 0; i < Ranges.Length; i++)
        {
            overflowed += _counts[i] == CountMax ? 1 : 0;
            ofNumber += _counts[i] == CountMax && Ranges[i].Key.IsOfNumber ? 1 : 0;
        }

        _answer.TrySetResult(new TwinCandidates(_found.ToImmutable(), overflowed, ofNumber)
        {
            Counts = Array.TrueForAll(_there, there => there <= KeyCount.CountMax)
                ? [.. Ranges.Select((range, index) => new KeyCount(range.Key.Hash, range.From, range.To, _there[index]))]
                : null,
        });
    }

    public void Fail(Exception failure) => _answer.TrySetException(failure);
}
