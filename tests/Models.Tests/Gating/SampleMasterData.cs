using Triage.Models.MasterData;

namespace Triage.Models.Tests.Gating;

/// <summary>Master data in which the sample is known and unobjectionable.</summary>
internal static class SampleMasterData
{
    public static readonly AccountKey Key = new([.. Enumerable.Range(1, AccountKey.SecretBytes).Select(n => (byte)n)]);

    public static readonly Supplier Supplier = new()
    {
        Id = "S1",
        Name = "Surgical Supplies Ltd",
        Aliases = ["Surgical Direct"],
        Accounts = [Account("GB33BUKB20201555555555")],
        ActiveFrom = new DateOnly(2020, 1, 1),
    };

    public static readonly Facility Facility = new("north", "North Hospital", "Europe/London", ["theatres", "pathology"], null);

    private static readonly CodeEntry[] Codes =
        [new("A4253", "Test strips", false, false), new("J3490", "Unclassified drugs", false, true), new("X1000", "Needs a coder", true, false)];

    public static readonly MasterDataSnapshot Snapshot = With();

    public static KnownAccount Account(string account, string? bank = null) => Key.Of(account, bank)!.Value; // it has letters and digits

    /// <summary>The sample's, with other suppliers or facilities.</summary>
    public static MasterDataSnapshot With(Supplier[]? suppliers = null, Facility[]? facilities = null, bool hasAccounts = true) => Of(
        new MasterDataContent(MasterDataKind.Suppliers, [.. suppliers ?? [Supplier]], hasAccounts),
        new MasterDataContent(MasterDataKind.Codes, [.. Codes]),
        new MasterDataContent(MasterDataKind.Facilities, [.. facilities ?? [Facility]]));

    public static MasterDataSnapshot Of(params MasterDataContent[] contents) =>
        new([.. contents.Select((content, n) => (new MasterDataStamp(content.Kind, n + 1, [(byte)n]), content))], Key);
}
