namespace Triage.Models.Features.Duplicates;

/// <summary>What a search among earlier bills found, and how far the cap of a key cut it short: the working memory of one thread.</summary>
public sealed class DuplicateSearch
{
    public const int NoPartner = -1;

    private readonly List<(int Place, int Partner)> _found = [];
    private readonly HashSet<int> _places = [];

    /// <summary>Of all searches.</summary>
    public long KeysAsked { get; internal set; }

    /// <summary>How many of these keys held more bills than are compared.</summary>
    public long KeysOverflowed { get; internal set; }

    /// <summary>Each bill once, with the latest bill that makes up a sum with the new one, or <see cref="NoPartner"/>.</summary>
    public IReadOnlyList<(int Place, int Partner)> Found => _found;

    internal void Clear()
    {
        _found.Clear();
        _places.Clear();
    }

    internal void Add(int place, int partner)
    {
        if (_places.Add(place))
        {
            _found.Add((place, partner));
        }
    }

    internal void RemoveAll(Predicate<(int Place, int Partner)> isLeftOut) => _found.RemoveAll(isLeftOut);
}
