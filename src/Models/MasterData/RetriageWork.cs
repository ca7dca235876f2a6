namespace Triage.Models.MasterData;

/// <summary>What a new version leaves to do: look at every open invoice, in the order of their paths.</summary>
/// <param name="Cursor">Path of the last invoice that was looked at; empty before the first.</param>
public sealed record RetriageWork(string Tenant, MasterDataKind Kind, long Version, string Cursor, RetriageProgress Progress);
