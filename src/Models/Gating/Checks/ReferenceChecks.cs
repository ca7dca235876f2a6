using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Policy;

namespace Triage.Models.Gating.Checks;

/// <summary>References that the policy or the kind asks for.</summary>
public static class ReferenceChecks
{
    public static CheckResult ReferencesPresent(GateInput input) => input.Policy.References.Any(rule => Fits(rule, input.Invoice))
        ? CheckResult.PassedUnless(Unmet(input).Select(Missing))
        : CheckResult.NotApplicable;

    /// <summary>The reference rules that fit the invoice and that it does not meet, in the policy's order.</summary>
    public static ImmutableArray<ReferenceRule> Unmet(GateInput input) =>
    [
        .. input.Policy.References.Where(rule =>
            Fits(rule, input.Invoice) && rule.AnyOf.All(reference => string.IsNullOrWhiteSpace(input.Invoice.Get(reference)))),
    ];

    public static CheckResult CreditNoteNamesInvoice(GateInput input) => input.Invoice switch
    {
        { Kind: not InvoiceKind.CreditNote } => CheckResult.NotApplicable,
        { CorrectsInvoiceNumber: var number } when !string.IsNullOrWhiteSpace(number) => CheckResult.Passed,
        _ => CheckResult.Failed(
            ExceptionCode.ReferenceMissing,
            "The credit note does not name the invoice that it corrects.",
            Field(Reference.CorrectedInvoice)),
    };

    public static CheckResult CreditNoteInvoiceKnown(GateInput input) => (input.Invoice.Kind, input.Twins.CorrectedInvoiceKnown) switch
    {
        (not InvoiceKind.CreditNote, _) or (_, null) => CheckResult.NotApplicable,
        (_, true) => CheckResult.Passed,
        _ => CheckResult.Failed(
            ExceptionCode.ReferenceMissing,
            "The invoice that the credit note corrects was not found.",
            Field(Reference.CorrectedInvoice)),
    };

    private static bool Fits(ReferenceRule rule, Invoice invoice) =>
        rule.Kinds.Contains(invoice.Kind)
        && (rule.Sources.IsEmpty || rule.Sources.Contains(invoice.SourceSystem, StringComparer.Ordinal))
        && (!rule.AboveMinor.TryGetValue(invoice.Currency, out var above) || InvoiceSums.Amount(invoice) > above);

    private static Finding Missing(ReferenceRule rule) => new(
        rule.AnyOf is [Reference.PurchaseOrder, ..] ? ExceptionCode.PoMissing : ExceptionCode.ReferenceMissing,
        $"The policy rule {rule.Name} asks for one of these references and none is given.",
        [.. rule.AnyOf.Select(Field)]);

    private static string Field(Reference reference) => reference switch
    {
        Reference.PurchaseOrder => "purchase_order",
        Reference.Contract => "contract",
        Reference.SupplierInvoiceNumber => "supplier_invoice_number",
        Reference.CorrectedInvoice => "corrects_invoice_number",
        Reference.PatientAccount => "patient_account_ref",
        Reference.CostCentre => "cost_centre",
        _ => throw new ArgumentOutOfRangeException(nameof(reference)),
    };
}
