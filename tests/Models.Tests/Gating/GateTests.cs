using CsCheck;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Tests.History;
using Triage.TestKit;

namespace Triage.Models.Tests.Gating;

public sealed class GateTests
{
    private static readonly TriagePolicy Active = PolicyParser.Parse(DefaultPolicy.Load().Text.Replace("mode: shadow", "mode: active", StringComparison.Ordinal));

    // Invoices with parts broken at random: each law must hold for all of them.
    private static readonly Gen<GateInput> Inputs = Gen.Select(
        Gen.Long[-2_000_000, 2_000_000], Gen.Bool, Gen.Bool, Gen.OneOf(Gen.Const("GBP"), Gen.Const("JPY"), Gen.Const("CHF")), Gen.Int[0, 100], Gen.Bool, Gen.Bool, Gen.Bool)
        .Select((total, isCredit, hasPo, currency, points, isShadow, expired, cleared) => new GateInput
        {
            Invoice = Samples.Invoice("a") with
            {
                SourceSystem = "generated-erp",
                Kind = isCredit ? InvoiceKind.CreditNote : InvoiceKind.Invoice,
                PurchaseOrder = hasPo ? "PO" : null,
                Currency = currency,
                NetMinor = total,
                TaxMinor = 0,
                TotalMinor = total,
                Lines = [new InvoiceLine { LineId = "1", AmountMinor = total }],
            },
            Twins = new TwinSearch { Twins = [new Twin { InvoiceId = "invoices/erp/b", Points = points }] },
            Policy = isShadow ? DefaultPolicy.Load() : Active,
            Today = new DateOnly(2026, 3, 10),
            NowMicros = 1_000_000,
            HoldExpired = expired,
            AlreadyCleared = cleared,
        });

    [Fact]
    public void Decide_clear_never_has_an_exception() => Inputs.Sample(input =>
    {
        var verdict = Gate.Decide(input);
        Assert.True(verdict.Kind != VerdictKind.Clear || (verdict.Reasons.IsEmpty && verdict.ClearedByRule is not null));
        Assert.True(verdict.Kind != VerdictKind.Clear || input.Invoice.Kind == InvoiceKind.Invoice);
    });

    [Fact]
    public void Decide_shadow_mode_never_clears_and_says_what_it_would() => Inputs.Sample(input =>
    {
        var verdict = Gate.Decide(input);
        Assert.True(input.Policy.Mode == PolicyMode.Active ? verdict.WouldBe == VerdictKind.None : verdict.Kind != VerdictKind.Clear);
        Assert.Equal(Gate.Decide(input with { Policy = Active }).Kind, input.Policy.Mode == PolicyMode.Shadow ? verdict.WouldBe : verdict.Kind);
    });

    [Fact]
    public void Decide_hold_ends_and_never_follows_its_own_deadline() => Inputs.Sample(input =>
    {
        var verdict = Gate.Decide(input);
        Assert.Equal(verdict.Kind == VerdictKind.Hold, verdict.Hold is not null);
        Assert.True(verdict.Hold is null || (verdict.Hold.UntilMicros > input.NowMicros && !input.HoldExpired && !input.AlreadyCleared));
    });

    [Fact]
    public void Decide_enough_points_go_to_a_person() => Inputs.Sample(input =>
    {
        var verdict = Gate.Decide(input);
        Assert.Equal(input.Twins.Twins[0].Points >= 60, verdict.Reasons.Any(r => r.Code == ExceptionCode.DuplicateSuspected));
    });

    public static TheoryData<string, Func<Invoice, Invoice>, ExceptionCode> Broken => new()
    {
        { "a penny off", i => i with { TotalMinor = i.TotalMinor + 1 }, ExceptionCode.TotalsInconsistent },
        { "lines a penny off", i => i with { Lines = [i.Lines[0] with { AmountMinor = 9_999, Quantity = null }] }, ExceptionCode.TotalsInconsistent },
        { "quantity times price", i => i with { Lines = [i.Lines[0] with { Quantity = 11 }] }, ExceptionCode.TotalsInconsistent },
        { "tax above the rate", i => i with { TaxMinor = 5_000, TotalMinor = 15_000 }, ExceptionCode.TaxInvalid },
        { "tax of another sign", i => i with { TaxMinor = -1_000, TotalMinor = 9_000 }, ExceptionCode.TaxInvalid },
        { "due before issue", i => i with { DueDate = new DateOnly(2026, 3, 1) }, ExceptionCode.DateInvalid },
        { "service after issue", i => i with { ServiceDate = new DateOnly(2026, 3, 3) }, ExceptionCode.DateInvalid },
        { "issued tomorrow but one", i => i with { IssueDate = new DateOnly(2026, 3, 12) }, ExceptionCode.DateInvalid },
        { "yen with decimals", i => i with { Currency = "JPY", Lines = [i.Lines[0] with { Quantity = 1, UnitPrice = 10.5m }] }, ExceptionCode.TotalsInconsistent },
        { "currency without a limit", i => i with { Currency = "CHF" }, ExceptionCode.CurrencyUnexpected },
        { "above the limit", i => i with { NetMinor = 1_000_001, TaxMinor = 0, TotalMinor = 1_000_001, Lines = [new InvoiceLine { LineId = "1", AmountMinor = 1_000_001 }] }, ExceptionCode.ApprovalLimit },
        { "the same line twice", i => i with { NetMinor = 20_000, TotalMinor = 22_000, Lines = [i.Lines[0], i.Lines[0] with { LineId = "2" }] }, ExceptionCode.LinesRepeated },
        { "a credit note", i => i with { Kind = InvoiceKind.CreditNote, CorrectsInvoiceNumber = "X1" }, ExceptionCode.CreditNote },
        { "a credit note of nothing", i => i with { Kind = InvoiceKind.CreditNote }, ExceptionCode.ReferenceMissing },
        { "amounts at the edge", i => i with { NetMinor = long.MaxValue, TaxMinor = long.MaxValue, TotalMinor = long.MaxValue }, ExceptionCode.TotalsInconsistent },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Decide_broken_invoice_names_its_exception(string what, Func<Invoice, Invoice> breakIt, ExceptionCode expected)
    {
        Assert.Empty(Gate.Decide(EventCodecTests.Input(Samples.Invoice("a"))).Reasons);
        var verdict = Gate.Decide(EventCodecTests.Input(breakIt(Samples.Invoice("a"))));
        Assert.True(verdict.Reasons.Any(r => r.Code == expected), $"{what}: {string.Join(", ", verdict.Reasons.Select(r => r.Code))}");
        Assert.Equal(VerdictKind.Review, verdict.Kind);
    }

    [Fact]
    public void Catalogue_knows_every_exception() =>
        Assert.All(Enum.GetValues<ExceptionCode>(), code => Assert.Equal(code, ExceptionCatalogue.Of(code).Code));
}
