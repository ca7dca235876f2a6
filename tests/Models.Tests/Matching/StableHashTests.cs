using Triage.Models.Matching;

namespace Triage.Models.Tests.Matching;

/// <summary>The constants were computed by a separate program. A change of any of them orphans every stored fingerprint.</summary>
public sealed class StableHashTests
{
    [Fact]
    public void Of_known_fields_never_changes()
    {
        Assert.Equal(-1166397803181037274, StableHash.Of());
        Assert.Equal(5910138004316087956, StableHash.Of(""));
        Assert.Equal(8487320945743411552, StableHash.Of([null]));
        Assert.Equal(219053676870569810, StableHash.Of("a", "b"));
        Assert.Equal(4342452356180654366, StableHash.Of("ab", ""));
        Assert.Equal(-2861644092913253633, StableHash.Of("a", "", "b"));
        Assert.Equal(-4657630024206936137, StableHash.Of("2", "\u00DCberweisung", "\u20AC100"));
    }
}
