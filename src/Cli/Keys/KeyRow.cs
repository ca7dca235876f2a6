using System.Globalization;
using Triage.Models.Scoring.Packages.Signing;

namespace Triage.Cli.Keys;

/// <summary>A key as it is listed.</summary>
/// <param name="PrivateKeyHere">Whether somebody can sign with it from this folder.</param>
internal sealed record KeyRow(
    string Id, string Name, string Owner, string State, DateTimeOffset Created, DateTimeOffset? Rotated, DateTimeOffset? Revoked, string? Reason, bool PrivateKeyHere, string PublicKey)
{
    public static readonly string[] Headers = ["name", "owner", "state", "made", "signs here", "id", ""];

    public static KeyRow Of(TrustedKey key, bool isHere) => new(
        key.Id, key.Name, key.Owner, KeyDirectory.Word(key.State), key.Created, key.Rotated, key.Revoked, key.Reason, isHere, Convert.ToBase64String(key.PublicKey));

    public IReadOnlyList<string> Cells() =>
        [Name, Owner, State, Day(Created), PrivateKeyHere && State == KeyDirectory.Word(KeyState.Active) ? "yes" : "no", Id[..16], Note()];

    private string Note() => Revoked is { } revoked ? $"revoked {Day(revoked)}: {Reason}" : Rotated is { } rotated ? $"rotated {Day(rotated)}, what it signed holds" : "";

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
