using System.Collections.Immutable;
using CsCheck;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.MasterData;
using Triage.Models.Policy;

namespace Triage.Models.Tests.Gating;

/// <summary>
/// Random gate inputs: the good sample with any number of its parts replaced, so that whole invoices,
/// half-broken ones and absurd ones all occur.
/// </summary>
internal static class GateGen
{
    private static readonly Gen<long> Amounts = Gen.OneOf<long>(
        Gen.Long[-1_000, 1_000_000],
        Gen.Long,
        Gen.OneOf<long>(0, 1, 360_000, long.MaxValue, long.MinValue, long.MaxValue - 1));

    private static readonly Gen<long?> MaybeAmount = Gen.OneOf<long?>(Amounts.Select(amount => (long?)amount), Gen.Const((long?)null));

    private static readonly Gen<decimal?> MaybeDecimal = Gen.OneOf<decimal?>(null, 0m, 1m, 12.5m, 0.000001m, -3m, decimal.MaxValue, decimal.MinValue);

    private static readonly Gen<DateOnly?> MaybeDate = Gen.OneOf<DateOnly?>(
        Gen.Int[-900, 60].Select(days => (DateOnly?)Sample.Today.AddDays(days)),
        Gen.OneOf<DateOnly?>(null, DateOnly.MinValue, DateOnly.MaxValue));

    private static readonly Gen<string?> MaybeText = Gen.OneOf<string?>(null, "", " ", "X-1", "<b>'; drop--\n");

    private static readonly Gen<InvoiceLine> Line = Gen.Select(
        MaybeText,
        MaybeDecimal,
        MaybeDecimal,
        Amounts,
        MaybeAmount,
        (text, quantity, price, amount, tax) => new InvoiceLine
        {
            LineId = "x",
            Text = text,
            Quantity = quantity,
            UnitPrice = price,
            AmountMinor = amount,
            TaxMinor = tax,
        });

    private static readonly Gen<Func<Invoice, Invoice>> Change = Gen.OneOf<Func<Invoice, Invoice>>(
        MaybeAmount.Select(v => (Func<Invoice, Invoice>)(i => i with { NetMinor = v })),
        MaybeAmount.Select(v => (Func<Invoice, Invoice>)(i => i with { TaxMinor = v })),
        MaybeAmount.Select(v => (Func<Invoice, Invoice>)(i => i with { TotalMinor = v })),
        MaybeDate.Select(v => (Func<Invoice, Invoice>)(i => i with { IssueDate = v })),
        MaybeDate.Select(v => (Func<Invoice, Invoice>)(i => i with { ServiceDate = v })),
        MaybeDate.Select(v => (Func<Invoice, Invoice>)(i => i with { DueDate = v })),
        MaybeDate.Select(v => (Func<Invoice, Invoice>)(i => i with { ReceiptDate = v })),
        Gen.Select(Gen.Int, MaybeDate, (rate, until) => (Func<Invoice, Invoice>)(i => i with { Discount = new(rate, until) })),
        MaybeText.Select(v => (Func<Invoice, Invoice>)(i => i with { PurchaseOrder = v })),
        MaybeText.Select(v => (Func<Invoice, Invoice>)(i => i with { CorrectsInvoiceNumber = v })),
        MaybeText.Select(v => (Func<Invoice, Invoice>)(i => i with { Facility = v })),
        MaybeText.Select(v => (Func<Invoice, Invoice>)(i => i with { SupplierId = v })),
        MaybeText.Select(v => (Func<Invoice, Invoice>)(i => i with { RemitToAccount = v })),
        Gen.OneOf("J3490", "X1000", "A4253-59").Select(v => (Func<Invoice, Invoice>)(i => i.Lines.IsEmpty ? i : i.WithLine(0, l => l with { ServiceCode = v }))),
        Gen.OneOf("GBP", "EUR", "JPY", "KWD", "ZZZ", "usd", "").Select(v => (Func<Invoice, Invoice>)(i => i with { Currency = v })),
        Gen.OneOf("generated-erp", "other").Select(v => (Func<Invoice, Invoice>)(i => i with { SourceSystem = v })),
        Gen.Const<Func<Invoice, Invoice>>(i => i.AsCreditNote()),
        Gen.Const<Func<Invoice, Invoice>>(i => i with { PurchaseOrder = null, Contract = null }),
        Line.Array[0, 4].Select(v => (Func<Invoice, Invoice>)(i => i with { Lines = [.. v] })));

    public static readonly Gen<Invoice> Invoices = Change.Array[0, 4].Select(changes =>
        changes.Aggregate(Sample.Invoice, (invoice, change) => change(invoice)));

    private static readonly Gen<ImmutableArray<ClearRule>> ClearRules = Gen.Select(
        Gen.OneOf<string[]>([], ["generated-erp"]),
        Gen.OneOf<string[]>([], ["north"]),
        Gen.OneOf(0L, 1_000_000L, long.MaxValue),
        Gen.Int[0, 4],
        (sources, facilities, most, count) => count == 0
            ? ImmutableArray<ClearRule>.Empty
            : [new ClearRule
            {
                Name = "everything",
                Kinds = [InvoiceKind.Invoice, InvoiceKind.CreditNote],
                Sources = [.. sources],
                Facilities = [.. facilities],
                TotalAtMostMinor = Limits(most),
            }]);

    private static readonly Gen<TriagePolicy> ActivePolicies = Gen.Select(
        ClearRules,
        Gen.Int[0, 10],
        Gen.OneOf(0, 730),
        Gen.Int[0, 30],
        Gen.OneOf<string[]>(["duplicate"], ["duplicate"], [], ["duplicate", "anomaly"]),
        Gen.OneOf(0L, 1_000_000L, long.MaxValue),
        Gen.OneOf<AlwaysHumanClass[]>([], [AlwaysHumanClass.LegalHoldOrPatientData]),
        (clear, holdDays, stale, rounding, scorers, limit, human) => Sample.Policy with
        {
            Clear = clear,
            References = [Sample.Policy.References[0] with { HoldDays = holdDays }],
            StaleAfterDays = stale,
            RoundingMinorPerLine = rounding,
            RequiredScorers = [.. scorers],
            ApprovalLimitMinor = Limits(limit),
            AlwaysHuman = [.. human],
        });

    private static readonly Gen<MasterDataSnapshot> MasterData = Gen.OneOf(
        Gen.Const(MasterDataSnapshot.None),
        Gen.Const(SampleMasterData.Snapshot),
        Gen.OneOf(
            SampleMasterData.Supplier with { Hold = SupplierHold.Payment },
            SampleMasterData.Supplier with { IsExcluded = true },
            SampleMasterData.Supplier with { Accounts = [] },
            SampleMasterData.Supplier with { Id = "S2" },
            SampleMasterData.Supplier with { ActiveFrom = Sample.Today }).Select(supplier => SampleMasterData.With([supplier])));

    public static readonly Gen<GateInput> Active = Gen.Select(
        Invoices,
        ActivePolicies,
        Gen.Int[0, 100].Array[0, 3],
        Gen.OneOf<bool?>(null, true, false),
        Gen.Int[0, 15],
        MasterData,
        (invoice, policy, points, known, flags, masterData) =>
        {
            var input = Sample.Input.WithTwins(flags < 8 ? [] : points);
            return input with
            {
                Invoice = invoice,
                Policy = policy,
                MasterData = masterData,
                Twins = input.Twins with { CorrectedInvoiceKnown = known, KeysOverflowed = flags },
                HoldExpired = flags is 1 or 2,
                EarlierHoldUntilMicros = flags is 4 or 5 ? Sample.NowMicros + points.Sum() - 50 : null,
                AlreadyCleared = flags is 2 or 3,
                SupersessionFailed = flags == 4,
                Concerns = flags is 5 or 6 ? [.. points.Select(value => new Concern((ConcernKind)(1 + (value % 8)), $"erp/{value}"))] : [],
            };
        });

    /// <summary>Those that were posted or have ended.</summary>
    public static readonly Gen<GateInput> Past = Gen.Select(Active, Gen.Bool, (input, shadow) => input with
    {
        IsPastPassing = true,
        Policy = shadow ? input.Policy with { Mode = PolicyMode.Shadow } : input.Policy,
    });

    /// <summary>Those that wait for a reference, for the first time.</summary>
    public static readonly Gen<GateInput> Holding = Gen.Int[1, 10].Select(holdDays =>
        Sample.Input.With(invoice => invoice with { PurchaseOrder = null, Contract = null }) with
        {
            Policy = Sample.Policy with { References = [Sample.Policy.References[0] with { HoldDays = holdDays }] },
        });

    public static readonly Gen<GateInput> Shadow = Active.Select(input => input with { Policy = input.Policy with { Mode = PolicyMode.Shadow } });

    public static readonly Gen<GateInput> Any = Gen.OneOf<GateInput>(Active, Shadow);

    public static void Holds<T>(this Gen<T> inputs, Action<T> law) => inputs.Sample(law, iter: 2_000);

    private static ImmutableSortedDictionary<string, long> Limits(long limit) =>
        ImmutableSortedDictionary<string, long>.Empty.Add("GBP", limit).Add("EUR", limit).Add("JPY", limit);
}
