using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.MasterData;
using static Triage.Models.Gating.Check;
using static Triage.Models.Gating.CheckOutcome;
using static Triage.Models.Gating.ExceptionCode;

namespace Triage.Models.Tests.Gating;

/// <summary>The checks that rest on master data: on both sides of their borders, and where nothing is loaded.</summary>
internal static class MasterDataCheckCases
{
    private static readonly Supplier Known = SampleMasterData.Supplier;

    public static readonly IReadOnlyList<CheckCase> All =
    [
        .. Enum.GetValues<Check>().Where(check => check >= SupplierKnown).Select(check => new CheckCase("nothing loaded", check, input => input with { MasterData = MasterDataSnapshot.None }, NotApplicable, null)),

        Invoice("id with space around it", SupplierKnown, i => i with { SupplierId = " S1 " }, Passed),
        Invoice("another id", SupplierKnown, i => i with { SupplierId = "S2" }, Failed, SupplierUnknown),
        Invoice("id in other case", SupplierKnown, i => i with { SupplierId = "s1" }, Failed, SupplierUnknown),
        Invoice("unknown id with a known name", SupplierKnown, i => i with { SupplierId = "S9" }, Failed, SupplierUnknown),
        Invoice("name as master data has it", SupplierKnown, i => i with { SupplierId = null }, Passed),
        Invoice("name with another legal form and case", SupplierKnown, i => i with { SupplierId = null, SupplierName = "SURGICAL SUPPLIES, p.l.c." }, Passed),
        Invoice("alias", SupplierKnown, i => i with { SupplierId = " ", SupplierName = "surgical  direct" }, Passed),
        Invoice("another name", SupplierKnown, i => i with { SupplierId = null, SupplierName = "Surgical Supply" }, Failed, SupplierUnknown),
        Invoice("no letter in the name", SupplierKnown, i => i with { SupplierId = null, SupplierName = "---" }, Failed, SupplierUnknown),
        Master("name of two suppliers", SupplierKnown, [Known, Known with { Id = "S2" }], Failed, SupplierUnknown, i => i with { SupplierId = null }),
        Master("name of two suppliers, with an id", SupplierKnown, [Known, Known with { Id = "S2" }], Passed),
        Master("active for 30 days", SupplierKnown, [Known with { ActiveFrom = Sample.Today.AddDays(-30) }], Passed),
        Master("active for 29 days", SupplierKnown, [Known with { ActiveFrom = Sample.Today.AddDays(-29) }], Failed, SupplierUnknown),
        Master("active from tomorrow on", SupplierKnown, [Known with { ActiveFrom = Sample.Today.AddDays(1) }], Failed, SupplierUnknown),
        Master("reactivated yesterday", SupplierKnown, [Known with { ReactivatedOn = Sample.Today.AddDays(-1) }], Failed, SupplierUnknown),
        Master("since when is not said", SupplierKnown, [Known with { ActiveFrom = null }], Passed),
        new("new for a day only", SupplierKnown, input => input with { Policy = input.Policy with { NewSupplierDays = 1 }, MasterData = SampleMasterData.With([Known with { ActiveFrom = Sample.Today.AddDays(-1) }]) }, Passed, null),

        Master("payment hold", SupplierNotOnHold, [Known with { Hold = SupplierHold.Payment }], Failed, SupplierOnHold),
        Master("posting hold", SupplierNotOnHold, [Known with { Hold = SupplierHold.Posting }], Failed, SupplierOnHold),
        Master("hold of all", SupplierNotOnHold, [Known with { Hold = SupplierHold.All }], Failed, SupplierOnHold),
        Master("hold of another", SupplierNotOnHold, [Known, new Supplier { Id = "S2", Name = "B", Hold = SupplierHold.All }], Passed),
        Invoice("unknown supplier", SupplierNotOnHold, i => i with { SupplierId = "S2" }, NotApplicable),

        Master("excluded", SupplierNotExcluded, [Known with { IsExcluded = true }], Failed, SupplierExcluded),
        Master("excluded, found by its alias", SupplierNotExcluded, [Known with { IsExcluded = true }], Failed, SupplierExcluded, i => i with { SupplierId = null, SupplierName = "Surgical Direct" }),
        Invoice("unknown supplier", SupplierNotExcluded, i => i with { SupplierId = "S2" }, NotApplicable),

        Invoice("written otherwise", BankDetailsKnown, i => i with { RemitToAccount = "gb33 bukb-2020 1555 5555 55" }, Passed),
        Invoice("one digit off", BankDetailsKnown, i => i with { RemitToAccount = "GB33BUKB20201555555556" }, Failed, BankDetailsChanged),
        Invoice("no letter and no digit", BankDetailsKnown, i => i with { RemitToAccount = "--" }, Failed, BankDetailsChanged),
        Invoice("look-alike of another alphabet", BankDetailsKnown, i => i with { RemitToAccount = "GB33\u0412UKB20201555555555" }, Failed, BankDetailsChanged),
        Invoice("IBAN at a bank of its own", BankDetailsKnown, i => i with { RemitToBank = "BUKBGB22" }, Passed),
        Invoice("no account given", BankDetailsKnown, i => i with { RemitToAccount = null }, NotApplicable),
        Invoice("blank account", BankDetailsKnown, i => i with { RemitToAccount = " " }, NotApplicable),
        Invoice("unknown supplier", BankDetailsKnown, i => i with { SupplierId = "S2" }, NotApplicable),
        Master("none is known", BankDetailsKnown, [Known with { Accounts = [] }], Failed, BankDetailsChanged),
        Master("of another supplier", BankDetailsKnown, [Known with { Accounts = [] }, Known with { Id = "S2" }], Failed, BankDetailsChanged),
        Master("the second of two", BankDetailsKnown, [Known with { Accounts = [SampleMasterData.Account("1"), .. Known.Accounts] }], Passed),
        Master("same account and bank", BankDetailsKnown, [Local], Passed, i => i with { RemitToAccount = "12345678", RemitToBank = "20-00-00" }),
        Master("same account at another bank", BankDetailsKnown, [Local], Failed, BankDetailsChanged, i => i with { RemitToAccount = "12345678", RemitToBank = "20-00-01" }),
        Master("account without its bank", BankDetailsKnown, [Local], Passed, i => i with { RemitToAccount = "12345678" }),
        Master("bank and account swapped", BankDetailsKnown, [Local], Failed, BankDetailsChanged, i => i with { RemitToAccount = "200000", RemitToBank = "12345678" }),
        new("the file has no accounts", BankDetailsKnown, input => input with { MasterData = SampleMasterData.With([Known with { Accounts = [] }], hasAccounts: false) }, NotApplicable, null),

        Invoice("unlisted service code", CodesNotRegulated, i => i.WithLine(1, l => l with { ServiceCode = "J3490" }), Failed, CodingRegulated),
        Invoice("unlisted, in small letters, with a modifier", CodesNotRegulated, i => i.WithLine(1, l => l with { ServiceCode = " j3490-KX" }), Failed, CodingRegulated),
        Invoice("regulated item code", CodesNotRegulated, i => i.WithLine(0, l => l with { ItemCode = "X1000" }), Failed, CodingRegulated),
        Invoice("listed with a harmless modifier", CodesNotRegulated, i => i.WithLine(0, l => l with { ServiceCode = "A4253:KX" }), Passed),
        Invoice("listed with modifier 59", CodesNotRegulated, i => i.WithLine(0, l => l with { ServiceCode = "A4253-KX-59" }), Failed, CodingRegulated),
        Invoice("unknown code with modifier 25", CodesNotRegulated, i => i.WithLine(0, l => l with { ServiceCode = "99213 25" }), Failed, CodingRegulated),
        Invoice("item that looks like a modifier", CodesNotRegulated, i => i.WithLine(0, l => l with { ItemCode = "GLOVE-25" }), Passed),
        Invoice("code of no list", CodesNotRegulated, i => i.WithLine(0, l => l with { ServiceCode = "99999" }), Passed),
        Invoice("no codes", CodesNotRegulated, i => i.WithLine(0, l => l with { ServiceCode = null, ItemCode = " " }), NotApplicable),

        Invoice("another facility", FacilityKnown, i => i with { Facility = "south" }, Failed, FacilityColdStart),
        Invoice("facility in other case", FacilityKnown, i => i with { Facility = "North" }, Failed, FacilityColdStart),
        Invoice("no facility", FacilityKnown, i => i with { Facility = null }, NotApplicable),

        Invoice("another service line", ServiceLineKnown, i => i with { ServiceLine = "estates" }, Failed, FacilityColdStart),
        Invoice("no service line", ServiceLineKnown, i => i with { ServiceLine = null }, NotApplicable),
        Invoice("unknown facility", ServiceLineKnown, i => i with { Facility = "south" }, NotApplicable),
        new("service lines are not said", ServiceLineKnown, input => input with { MasterData = SampleMasterData.With(facilities: [SampleMasterData.Facility with { ServiceLines = [] }]) }, NotApplicable, null),
    ];

    private static Supplier Local => Known with { Accounts = [SampleMasterData.Account("12345678", "200000")] };

    private static CheckCase Invoice(string name, Check check, Func<Invoice, Invoice> change, CheckOutcome outcome, ExceptionCode? code = null) =>
        new(name, check, input => input.With(change), outcome, code);

    private static CheckCase Master(string name, Check check, Supplier[] suppliers, CheckOutcome outcome, Func<Invoice, Invoice> change) =>
        Master(name, check, suppliers, outcome, null, change);

    private static CheckCase Master(string name, Check check, Supplier[] suppliers, CheckOutcome outcome, ExceptionCode? code = null, Func<Invoice, Invoice>? change = null) => new(
        name,
        check,
        input => (input with { MasterData = SampleMasterData.With(suppliers) }).With(change ?? (invoice => invoice)),
        outcome,
        code);
}
