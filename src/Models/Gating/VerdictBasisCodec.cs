using System.Collections.Immutable;
using Triage.Models.Payloads;

namespace Triage.Models.Gating;

/// <summary>The stored form of what a verdict rests on beside its other members.</summary>
internal static class VerdictBasisCodec
{
    private const byte SupersessionFailed = 1;
    private const byte ScoresExplained = 2;
    private const byte NamesCorrected = 4;
    private const byte CorrectedKnown = 8;

    public static void Write(PayloadWriter to, VerdictBasis basis)
    {
        to.Date(basis.Today);
        to.Byte((byte)((basis.SupersessionFailed ? SupersessionFailed : 0) | (basis.AreScoresExplained ? ScoresExplained : 0)
            | (basis.CorrectedInvoiceKnown is null ? 0 : NamesCorrected) | (basis.CorrectedInvoiceKnown is true ? CorrectedKnown : 0)));
        to.Count(basis.NumberKeysOverflowed);
        to.Count(basis.MissingScorers.Length);
        foreach (var scorer in basis.MissingScorers)
        {
            to.Text(scorer);
        }

        to.Bytes(basis.FeaturesSha256.AsSpan());
    }

    public static VerdictBasis Read(ref PayloadReader from)
    {
        var (today, flags, overflowed) = (from.Date() ?? throw new PayloadDamagedException(), from.Byte(), (int)Math.Min(from.Unsigned(), int.MaxValue));
        var missing = ImmutableArray.CreateBuilder<string>(from.Count());
        for (var i = 0; i < missing.Capacity; i++)
        {
            missing.Add(from.RequiredText());
        }

        return new(
            today,
            (flags & SupersessionFailed) != 0,
            (flags & ScoresExplained) != 0,
            missing.MoveToImmutable(),
            overflowed,
            (flags & NamesCorrected) == 0 ? null : (flags & CorrectedKnown) != 0,
            [.. from.Bytes()]);
    }
}
