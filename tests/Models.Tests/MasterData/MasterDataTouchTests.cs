using CsCheck;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Tests.Gating;

namespace Triage.Models.Tests.MasterData;

/// <summary>Of a change, every invoice that it touches is looked at, and not every invoice.</summary>
public sealed class MasterDataTouchTests
{
    private static readonly string[] Ids = ["S1", "S2", "S3"];
    private static readonly string[] Names = ["Surgical Supplies", "Beta Ltd", "Gamma"];

    private static readonly Gen<Supplier> Supplier = Gen.Select(
        Gen.OneOf(Names), Gen.OneOf(Names).Array[0, 2], Gen.OneOf(SupplierHold.None, SupplierHold.All), Gen.Bool, Gen.OneOf<DateOnly?>(null, Sample.Today, Sample.Today.AddDays(-99)),
        Gen.OneOf("GB33BUKB20201555555555", "12345678").Array[0, 2],
        (name, aliases, hold, excluded, from, accounts) => new Supplier
        {
            Id = "?",
            Name = name,
            Aliases = [.. aliases],
            Hold = hold,
            IsExcluded = excluded,
            ActiveFrom = from,
            Accounts = [.. accounts.Select(account => SampleMasterData.Account(account))],
        });

    private static readonly Gen<MasterDataContent> Suppliers = Gen.Select(Supplier.Array[3], Gen.Bool.Array[3], Gen.OneOf(true, true, false), (all, isThere, hasAccounts) =>
        new MasterDataContent(MasterDataKind.Suppliers, [.. all.Select((supplier, n) => supplier with { Id = Ids[n] }).Where((_, n) => isThere[n])], hasAccounts));

    private static readonly Gen<MasterDataContent> Codes = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, (regulated, unlisted, isThere) =>
        new MasterDataContent(MasterDataKind.Codes, isThere ? [new CodeEntry("A4253", "x", regulated, unlisted), new CodeEntry("OTHER", "y", false, false)] : []));

    private static readonly Gen<MasterDataContent> Facilities = Gen.Select(Gen.Bool, Gen.Bool, Gen.OneOf<string[]>([], ["theatres"], ["estates"]), (north, south, lines) =>
        new MasterDataContent(MasterDataKind.Facilities, [.. new[] { ("north", north), ("south", south) }.Where(one => one.Item2).Select(one => new Facility(one.Item1, "x", "UTC", [.. lines], null))]));

    private static readonly Gen<Invoice> Invoices = Gen.Select(
        Gen.OneOf<string?>(null, "S1", "S2", "S9"), Gen.OneOf("Surgical Supplies Ltd", "BETA limited", "Delta"), Gen.OneOf<string?>(null, "12345678"), Gen.OneOf<string?>(null, "north", "south", "east"),
        (id, name, account, facility) => Sample.Invoice with { SupplierId = id, SupplierName = name, RemitToAccount = account, Facility = facility });

    [Fact]
    public void May_every_invoice_whose_exceptions_differ() => Gen.OneOf<(MasterDataContent Before, MasterDataContent After)>(Pair(Suppliers), Pair(Codes), Pair(Facilities)).Select(Invoices).Sample(
        (change, invoice) =>
        {
            var verdict = Gate.Decide(Input(invoice, change.Before));
            if (MasterDataImpact.Differs(verdict, Input(invoice, change.After)))
            {
                Assert.True(MasterDataTouch.Of(change.Before, change.After).May(SupplierFingerprint.Of(invoice), invoice.Facility));
            }
        },
        iter: 20_000);

    [Fact]
    public void Differs_exactly_where_the_verdict_would_have_other_exceptions() => Gen.OneOf<(MasterDataContent Before, MasterDataContent After)>(Pair(Suppliers), Pair(Codes), Pair(Facilities)).Select(Invoices).Sample(
        (change, invoice) =>
        {
            var (before, after) = (Gate.Decide(Input(invoice, change.Before)), Gate.Decide(Input(invoice, change.After)));
            static string Of(Verdict verdict) => string.Join(';', verdict.Reasons.Where(reason => MasterDataImpact.IsOfMasterData(reason.Code)).Select(reason => $"{reason.Code} {string.Join(' ', reason.Evidence)}"));
            Assert.Equal(Of(before) != Of(after), MasterDataImpact.Differs(before, Input(invoice, change.After)));
            Assert.False(MasterDataImpact.Differs(after, Input(invoice, change.After)));
        },
        iter: 20_000);

    [Fact]
    public void May_a_change_of_one_supplier_leaves_the_others_alone()
    {
        static MasterDataContent Of(params Supplier[] suppliers) => new(MasterDataKind.Suppliers, [.. suppliers], true);
        var (one, two) = (new Supplier { Id = "S1", Name = "Alpha" }, new Supplier { Id = "S2", Name = "Beta", Aliases = ["Beta Care"] });
        var touch = MasterDataTouch.Of(Of(one, two), Of(one, two with { Aliases = ["Gamma"] }));
        Assert.True(touch.May(SupplierFingerprint.OfId("S2"), null));
        Assert.True(touch.May(SupplierFingerprint.OfName("BETA CARE"), "north"));
        Assert.True(touch.May(SupplierFingerprint.OfName("GAMMA"), null));
        Assert.False(touch.May(SupplierFingerprint.OfId("S1"), "north"));
        Assert.False(touch.May(SupplierFingerprint.OfName("ALPHA"), null));
        Assert.True(MasterDataTouch.Of(Of(one, two), Of(one, two)).IsNothing);

        // A file that says nothing of accounts, and then that there are none.
        Assert.True(MasterDataTouch.Of(Of(one, two) with { HasAccounts = false }, Of(one, two)).May(SupplierFingerprint.OfId("S1"), null));
    }

    [Fact]
    public void May_descriptions_and_calendars_touch_nothing_and_a_first_file_everything()
    {
        static MasterDataContent Code(string text, bool regulated) => new(MasterDataKind.Codes, [new CodeEntry("A1", text, regulated, false)]);
        Assert.True(MasterDataTouch.Of(Code("x", true), Code("y", true)).IsNothing);
        Assert.True(MasterDataTouch.Of(Code("x", true), Code("x", false)).May(1, null));
        Assert.True(MasterDataTouch.Of(null, Code("x", false)).May(1, null));
        Assert.True(MasterDataTouch.Of(Code("x", false), MasterDataContent.Empty(MasterDataKind.Codes)).May(1, null));
        Assert.True(MasterDataTouch.Of(null, new MasterDataContent(MasterDataKind.Calendars, [])).IsNothing);
    }

    private static Gen<(MasterDataContent Before, MasterDataContent After)> Pair(Gen<MasterDataContent> of) => Gen.Select(of, of);

    private static GateInput Input(Invoice invoice, MasterDataContent content) =>
        Sample.Input with { Invoice = invoice.WithLine(0, line => line with { ServiceCode = "A4253" }), MasterData = SampleMasterData.Of(content) };
}
