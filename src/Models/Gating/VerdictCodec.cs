using System.Collections.Immutable;
using Triage.Models.Payloads;
using Triage.Models.Intake;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Scoring;

namespace Triage.Models.Gating;

/// <summary>
/// The stored form of a verdict, version 1. What came later stands in parts at its end, each behind a number of its own, where
/// there is something to say; a mark on the first byte says that there are, so that bytes of before are whole without them
/// and bytes that end early are not.
/// </summary>
public static class VerdictCodec
{
    private const byte HasParts = 0x80;
    private const byte MasterDataPart = 1;
    private const byte ScoresPart = 2;
    private const byte LinesPart = 3;
    private const byte ProfilePart = 4;
    private const byte BasisPart = 5;

    public static void Write(PayloadWriter to, Verdict verdict)
    {
        var hasModels = verdict.Scores.Any(score => !score.ModelSha256.IsEmpty || !score.Contributions.IsEmpty);
        var parts = (verdict.MasterData.IsEmpty ? 0 : 1) + (hasModels ? 1 : 0) + (verdict.Lines.IsEmpty ? 0 : 1) + (verdict.Profile is null ? 0 : 1) + (verdict.Basis is null ? 0 : 1);
        to.Byte((byte)((byte)verdict.Kind | (parts > 0 ? HasParts : 0)));
        to.Byte((byte)verdict.WouldBe);
        to.Count(verdict.Reasons.Length);
        foreach (var reason in verdict.Reasons)
        {
            to.Byte((byte)reason.Code);
            to.Byte((byte)reason.Severity);
            to.Text(reason.Text);
            to.Count(reason.Evidence.Length);
            foreach (var evidence in reason.Evidence)
            {
                to.Text(evidence);
            }
        }

        to.Text(verdict.ClearedByRule);
        to.Flag(verdict.Hold is not null);
        if (verdict.Hold is { } hold)
        {
            to.Byte((byte)hold.WaitsFor);
            to.Signed(hold.UntilMicros);
        }

        to.Count(verdict.Checks.Length);
        foreach (var outcome in verdict.Checks)
        {
            to.Byte((byte)outcome);
        }

        WriteTwins(to, verdict.Twins);
        to.Count(verdict.BlockingKeysOverflowed);
        to.Count(verdict.Scores.Length);
        foreach (var score in verdict.Scores)
        {
            to.Text(score.Scorer);
            to.Text(score.ModelVersion);
            to.Signed(score.Value);
            to.Byte((byte)score.Unit);
        }

        to.Text(verdict.GateVersion);
        to.Bytes(verdict.PolicySha256.AsSpan());
        to.Signed(verdict.JudgedAtMicros);
        to.Signed(verdict.HostDeadlineMicros);
        if (parts > 0)
        {
            to.Count(parts);
        }

        if (!verdict.MasterData.IsEmpty)
        {
            to.Byte(MasterDataPart);
            WriteMasterData(to, verdict.MasterData);
        }

        if (hasModels)
        {
            WritePart(to, ScoresPart, part => ScoreCodec.WriteModels(part, verdict.Scores));
        }

        if (!verdict.Lines.IsEmpty)
        {
            WritePart(to, LinesPart, part => ScoreCodec.WriteLines(part, verdict.Lines));
        }

        if (verdict.Profile is { } profile)
        {
            WritePart(to, ProfilePart, part =>
            {
                part.Bytes(profile.HistorySha256.AsSpan());
                part.Signed(profile.Epoch);
                part.Signed(profile.Position);
            });
        }

        if (verdict.Basis is { } basis)
        {
            WritePart(to, BasisPart, part => VerdictBasisCodec.Write(part, basis));
        }
    }

    /// <summary>From the second on parts have a length, so that a reader which does not know one reads the rest.</summary>
    private static void WritePart(PayloadWriter to, byte number, Action<PayloadWriter> write)
    {
        var part = new PayloadWriter();
        write(part);
        to.Byte(number);
        to.Bytes(part.Written);
    }

    public static Verdict Read(ref PayloadReader from)
    {
        var first = from.Byte();
        var (kind, hasParts) = ((VerdictKind)(first & ~HasParts), (first & HasParts) != 0);
        var wouldBe = (VerdictKind)from.Byte();
        var reasons = ImmutableArray.CreateBuilder<Reason>(from.Count());
        for (var i = 0; i < reasons.Capacity; i++)
        {
            var (code, severity, text) = ((ExceptionCode)from.Byte(), (Severity)from.Byte(), from.RequiredText());
            var evidence = ImmutableArray.CreateBuilder<string>(from.Count());
            for (var j = 0; j < evidence.Capacity; j++)
            {
                evidence.Add(from.RequiredText());
            }

            reasons.Add(new Reason { Code = code, Severity = severity, Text = text, Evidence = evidence.MoveToImmutable() });
        }

        var rule = from.Text();
        var hold = from.Flag() ? new Hold((Reference)from.Byte(), from.Signed()) : null;
        var checks = ImmutableArray.CreateBuilder<CheckOutcome>(from.Count());
        for (var i = 0; i < checks.Capacity; i++)
        {
            checks.Add((CheckOutcome)from.Byte());
        }

        var twins = ReadTwins(ref from);
        var overflowed = (int)from.Unsigned();
        var scores = ImmutableArray.CreateBuilder<Score>(from.Count());
        for (var i = 0; i < scores.Capacity; i++)
        {
            scores.Add(new Score(from.RequiredText(), from.RequiredText(), from.Signed(), (ScoreUnit)from.Byte()));
        }

        var verdict = new Verdict
        {
            Kind = kind,
            WouldBe = wouldBe,
            Reasons = reasons.MoveToImmutable(),
            ClearedByRule = rule,
            Hold = hold,
            Checks = checks.MoveToImmutable(),
            Twins = twins,
            BlockingKeysOverflowed = overflowed,
            Scores = scores.MoveToImmutable(),
            GateVersion = from.RequiredText(),
            PolicySha256 = [.. from.Bytes()],
            JudgedAtMicros = from.Signed(),
            HostDeadlineMicros = from.Signed(),
        };
        for (var parts = hasParts ? from.Count() : 0; parts > 0; parts--)
        {
            var number = from.Byte();
            if (number == MasterDataPart)
            {
                verdict = verdict with { MasterData = ReadMasterData(ref from) };
                continue;
            }

            var part = new PayloadReader(from.Bytes());
            verdict = number switch
            {
                ScoresPart => verdict with { Scores = ScoreCodec.ReadModels(ref part, verdict.Scores) },
                LinesPart => verdict with { Lines = ScoreCodec.ReadLines(ref part) },
                BasisPart => verdict with { Basis = VerdictBasisCodec.Read(ref part) },
                ProfilePart => verdict with { Profile = new([.. part.Bytes()], part.Signed(), part.Signed()) },
                0 => throw new PayloadDamagedException(),
                _ => verdict, // of a newer version
            };
        }

        return verdict;
    }

    private static void WriteMasterData(PayloadWriter to, ImmutableArray<MasterDataStamp> stamps)
    {
        to.Count(stamps.Length);
        foreach (var stamp in stamps)
        {
            to.Byte((byte)stamp.Kind);
            to.Signed(stamp.Version);
            to.Bytes(stamp.Sha256.AsSpan());
        }
    }

    private static ImmutableArray<MasterDataStamp> ReadMasterData(ref PayloadReader from)
    {
        var stamps = ImmutableArray.CreateBuilder<MasterDataStamp>(from.Count());
        for (var i = 0; i < stamps.Capacity; i++)
        {
            stamps.Add(new MasterDataStamp((MasterDataKind)from.Byte(), from.Signed(), [.. from.Bytes()]));
        }

        return stamps.MoveToImmutable();
    }

    private static void WriteTwins(PayloadWriter to, ImmutableArray<Twin> twins)
    {
        to.Count(twins.Length);
        foreach (var twin in twins)
        {
            to.Text(twin.InvoiceId);
            to.Count(twin.Points);
            to.Flag(twin.Credited);
            to.Count(twin.Parts.Length);
            foreach (var part in twin.Parts)
            {
                to.Byte((byte)part.Fact);
                to.Signed(part.Points);
            }
        }
    }

    private static ImmutableArray<Twin> ReadTwins(ref PayloadReader from)
    {
        var twins = ImmutableArray.CreateBuilder<Twin>(from.Count());
        for (var i = 0; i < twins.Capacity; i++)
        {
            var (id, points, credited) = (from.RequiredText(), (int)from.Unsigned(), from.Flag());
            var parts = ImmutableArray.CreateBuilder<EvidencePart>(from.Count());
            for (var j = 0; j < parts.Capacity; j++)
            {
                parts.Add(new EvidencePart((TwinFact)from.Byte(), (int)from.Signed()));
            }

            twins.Add(new Twin { InvoiceId = id, Points = points, Credited = credited, Parts = parts.MoveToImmutable() });
        }

        return twins.MoveToImmutable();
    }
}
