namespace Triage.Models.Features.Anomaly;

/// <summary>Under which keys history is counted. Parts that are 0, and so not known, count as a value of their own.</summary>
internal static class AnomalyKeys
{
    public static ulong Of(AnomalyLevel level, long first = 0, long second = 0)
    {
        var hash = new SplitMix((ulong)level ^ unchecked((ulong)first)).Next();
        return new SplitMix(hash ^ unchecked((ulong)second)).Next();
    }
}
