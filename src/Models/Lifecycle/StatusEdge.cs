namespace Triage.Models.Lifecycle;

/// <summary>One legal step of a status.</summary>
public readonly record struct StatusEdge<TStatus>(TStatus From, TStatus To, StatusCause By)
    where TStatus : struct, Enum
{
    /// <summary>It happened and was recorded; the status stays.</summary>
    public bool Stays => EqualityComparer<TStatus>.Default.Equals(From, To);
}
