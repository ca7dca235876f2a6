namespace Triage.Models.Scoring.Priority;

/// <summary>Where an item stands in its queue: a total order, the same at every instant. What compares as smaller is looked at first.</summary>
/// <param name="RanksAsOfMicros">That of its score.</param>
/// <param name="EnteredAtMicros">Of equals, what came first.</param>
/// <param name="Id">Of those, the smaller by its bytes.</param>
public readonly record struct PriorityPlace(long RanksAsOfMicros, long EnteredAtMicros, string Id) : IComparable<PriorityPlace>
{
    public int CompareTo(PriorityPlace other) =>
        RanksAsOfMicros != other.RanksAsOfMicros ? RanksAsOfMicros.CompareTo(other.RanksAsOfMicros)
        : EnteredAtMicros != other.EnteredAtMicros ? EnteredAtMicros.CompareTo(other.EnteredAtMicros)
        : string.CompareOrdinal(Id, other.Id);

    public static bool operator <(PriorityPlace left, PriorityPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(PriorityPlace left, PriorityPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(PriorityPlace left, PriorityPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PriorityPlace left, PriorityPlace right) => left.CompareTo(right) >= 0;
}
