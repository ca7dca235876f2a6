using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Triage.Models.Lifecycle;

/// <summary>Which status may follow which and what causes it, as data: a step that is not here is illegal.</summary>
public sealed class StatusTable<TStatus>
    where TStatus : struct, Enum
{
    private readonly FrozenSet<StatusEdge<TStatus>> _edges;
    private readonly FrozenDictionary<(TStatus From, ReportedFact By), TStatus> _byFact;
    private readonly FrozenDictionary<TStatus, FrozenSet<ReportedFact>> _ahead;

    /// <param name="isAgain">An edge that begins a course anew: what lies behind it is not ahead.</param>
    public StatusTable(ImmutableArray<StatusEdge<TStatus>> edges, Func<StatusEdge<TStatus>, bool> isAgain)
    {
        All = edges;
        _edges = edges.ToFrozenSet();
        _byFact = edges.Where(edge => edge.By.Fact is not null).ToFrozenDictionary(edge => (edge.From, edge.By.Fact!.Value), edge => edge.To); // filtered just before
        _ahead = Enum.GetValues<TStatus>().ToFrozenDictionary(status => status, status => FactsAhead(status, edges, isAgain));
    }

    public ImmutableArray<StatusEdge<TStatus>> All { get; }

    public bool IsLegal(TStatus from, TStatus to, StatusCause by) => _edges.Contains(new(from, to, by));

    public bool Allows(TStatus from, StatusCause by) => All.Any(edge => by == edge.By && EqualityComparer<TStatus>.Default.Equals(edge.From, from));

    /// <summary>Where a reported fact leads; <c>null</c> where it does not fit.</summary>
    public TStatus? Next(TStatus from, ReportedFact by) => _byFact.TryGetValue((from, by), out var to) ? to : null;

    /// <summary>Whether a fact fits here, or can once others have come, without the course beginning anew.</summary>
    public bool IsAhead(TStatus from, ReportedFact by) => _ahead[from].Contains(by);

    private static FrozenSet<ReportedFact> FactsAhead(TStatus from, ImmutableArray<StatusEdge<TStatus>> edges, Func<StatusEdge<TStatus>, bool> isAgain)
    {
        var reached = new HashSet<TStatus> { from };
        var open = new Queue<TStatus>(reached);
        while (open.TryDequeue(out var at))
        {
            foreach (var edge in edges.Where(edge => EqualityComparer<TStatus>.Default.Equals(edge.From, at) && !isAgain(edge) && reached.Add(edge.To)))
            {
                open.Enqueue(edge.To);
            }
        }

        return edges.Where(edge => reached.Contains(edge.From)).Select(edge => edge.By.Fact).OfType<ReportedFact>().ToFrozenSet();
    }
}
