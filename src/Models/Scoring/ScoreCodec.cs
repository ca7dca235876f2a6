using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Payloads;

namespace Triage.Models.Scoring;

/// <summary>The stored form of what models add to scores, and of what they suggest.</summary>
internal static class ScoreCodec
{
    private const byte IsSure = 1;
    private const byte AgreesWithGiven = 2;
    private const byte IsSupplierNew = 4;
    private const byte IsPlaceNew = 8;
    private const byte IsFacilityNew = 16;
    private const byte MayBeOther = 32;

    // The two bits above.
    private const int FieldShift = 6;

    /// <summary>One entry a score, in their order; the scores themselves stand elsewhere.</summary>
    public static void WriteModels(PayloadWriter to, ImmutableArray<Score> scores)
    {
        foreach (var score in scores)
        {
            to.Bytes(score.ModelSha256.AsSpan());
            to.Flag(score.IsFlagged);
            to.Text(score.About);
            WriteContributions(to, score.Contributions);
            to.Count(score.Sentences.Length);
            foreach (var sentence in score.Sentences)
            {
                to.Text(sentence);
            }
        }
    }

    public static ImmutableArray<Score> ReadModels(ref PayloadReader from, ImmutableArray<Score> scores)
    {
        var whole = ImmutableArray.CreateBuilder<Score>(scores.Length);
        foreach (var score in scores)
        {
            whole.Add(score with { ModelSha256 = [.. from.Bytes()], IsFlagged = from.Flag(), About = from.Text(), Contributions = ReadContributions(ref from), Sentences = ReadSentences(ref from) });
        }

        return whole.MoveToImmutable();
    }

    public static void WriteLines(PayloadWriter to, ImmutableArray<LineSuggestion> lines)
    {
        to.Count(lines.Length);
        foreach (var line in lines)
        {
            to.Count(line.Line);
            to.Byte((byte)((line.IsSure ? IsSure : 0) | (line.AgreesWithGiven ? AgreesWithGiven : 0) | (line.IsSupplierNew ? IsSupplierNew : 0)
                | (line.IsPlaceNew ? IsPlaceNew : 0) | (line.IsFacilityNew ? IsFacilityNew : 0) | (line.MayBeOther ? MayBeOther : 0)
                | ((int)line.Field << FieldShift)));
            to.Count(line.Codes.Length);
            foreach (var (code, probability) in line.Codes)
            {
                to.Text(code);
                to.Count(probability);
            }

            WriteContributions(to, line.Contributions);
        }
    }

    public static ImmutableArray<LineSuggestion> ReadLines(ref PayloadReader from)
    {
        var lines = ImmutableArray.CreateBuilder<LineSuggestion>(from.Count());
        for (var i = 0; i < lines.Capacity; i++)
        {
            var (line, flags) = ((int)from.Unsigned(), from.Byte());
            var codes = ImmutableArray.CreateBuilder<SuggestedCode>(from.Count());
            for (var j = 0; j < codes.Capacity; j++)
            {
                codes.Add(new(from.RequiredText(), (int)from.Unsigned()));
            }

            lines.Add(new()
            {
                Line = line,
                Codes = codes.MoveToImmutable(),
                IsSure = (flags & IsSure) != 0,
                AgreesWithGiven = (flags & AgreesWithGiven) != 0,
                IsSupplierNew = (flags & IsSupplierNew) != 0,
                IsPlaceNew = (flags & IsPlaceNew) != 0,
                IsFacilityNew = (flags & IsFacilityNew) != 0,
                MayBeOther = (flags & MayBeOther) != 0,
                Field = FieldOf(flags),
                Contributions = ReadContributions(ref from),
            });
        }

        return lines.MoveToImmutable();
    }

    private static CodeField FieldOf(byte flags) =>
        (flags >> FieldShift) is var number && number < CodeFields.All.Length ? (CodeField)number : throw new PayloadDamagedException();

    private static ImmutableArray<string> ReadSentences(ref PayloadReader from)
    {
        var sentences = ImmutableArray.CreateBuilder<string>(from.Count());
        for (var i = 0; i < sentences.Capacity; i++)
        {
            sentences.Add(from.RequiredText());
        }

        return sentences.MoveToImmutable();
    }

    private static void WriteContributions(PayloadWriter to, ImmutableArray<Contribution> contributions)
    {
        to.Count(contributions.Length);
        foreach (var contribution in contributions)
        {
            to.Text(contribution.Feature);
            to.Flag(contribution.Value is not null);
            if (contribution.Value is { } value)
            {
                to.Single(value);
            }

            to.Signed(contribution.Thousandths);
        }
    }

    private static ImmutableArray<Contribution> ReadContributions(ref PayloadReader from)
    {
        var contributions = ImmutableArray.CreateBuilder<Contribution>(from.Count());
        for (var i = 0; i < contributions.Capacity; i++)
        {
            contributions.Add(new(from.RequiredText(), from.Flag() ? from.Single() : null, from.Signed()));
        }

        return contributions.MoveToImmutable();
    }
}
