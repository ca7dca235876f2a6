using System.Collections.Concurrent;

namespace Triage.Silo.Access;

/// <summary>
/// Tokens whose signature was checked a moment ago: a host sends the same one with thousands of calls, and checking it costs
/// more than reading the invoice. None is believed past its end, and none longer than <see cref="KnownFor"/> without being
/// checked again, so that a key which the issuer withdrew is soon without effect here too.
/// </summary>
internal sealed class KnownTokens(TimeProvider time)
{
    public static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(1);

    /// <summary>Beyond it all are forgotten: callers who use so many tokens gain little from it.</summary>
    public const int CountMax = 1024;

    private readonly ConcurrentDictionary<string, (Identity Identity, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);
    private int _count;

    /// <returns><c>null</c>: check it.</returns>
    public Identity? Find(string credential) =>
        _known.TryGetValue(credential, out var known) && time.GetUtcNow() < known.Until ? known.Identity : null;

    /// <param name="credential">The header as it came; it was checked just now.</param>
    /// <param name="identity">What it says.</param>
    /// <param name="expires">The token's end.</param>
    public void Keep(string credential, Identity identity, DateTimeOffset expires)
    {
        var until = time.GetUtcNow() + KnownFor;
        if (Interlocked.Increment(ref _count) > CountMax)
        {
            _known.Clear();
            Interlocked.Exchange(ref _count, 1);
        }

        _known[credential] = (identity, until < expires ? until : expires);
    }
}
