using System.Runtime.InteropServices;

namespace Triage.Models.Features.Duplicates;

/// <summary>Under each key the places of bills, newest first. Most keys have one bill: a list for each would be most of the memory.</summary>
internal sealed class PlacesByKey
{
    private const int None = -1;

    private readonly Dictionary<long, int> _latest = [];
    private readonly List<(int Place, int Before)> _entries = [];

    public void Add(long key, int place)
    {
        ref var latest = ref CollectionsMarshal.GetValueRefOrAddDefault(_latest, key, out var isKnown);
        _entries.Add((place, isKnown ? latest : None));
        latest = _entries.Count - 1;
    }

    public bool Has(long key) => _latest.ContainsKey(key);

    public Walk Of(long key) => new(_entries, _latest.TryGetValue(key, out var latest) ? latest : None);

    /// <summary>Goes through one key's places; changes nothing, so that many may at once.</summary>
    public ref struct Walk(List<(int Place, int Before)> entries, int next)
    {
        private int _next = next;

        public int Current { get; private set; }

        public readonly Walk GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next == None)
            {
                return false;
            }

            (Current, _next) = entries[_next];
            return true;
        }
    }
}
