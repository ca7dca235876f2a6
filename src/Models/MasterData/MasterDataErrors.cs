using System.Collections.Immutable;

namespace Triage.Models.MasterData;

/// <summary>Collects what is wrong, so that a steward mends a file once and not line after line. The list is bounded, the count is not.</summary>
public sealed class MasterDataErrors
{
    public const int ListedMax = 1000;

    private readonly List<MasterDataError> _listed = [];

    public int Count { get; private set; }

    public ImmutableArray<MasterDataError> Listed => [.. _listed.OrderBy(error => error.Line)];

    public void Add(int line, string column, string message)
    {
        Count++;
        if (_listed.Count < ListedMax)
        {
            _listed.Add(new MasterDataError(line, column, message));
        }
    }
}
