using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Models.Policy;

namespace Triage.Models.Gating.Checks;

/// <summary>Whether what must be there is there, and nothing is there twice.</summary>
internal static class ContentChecks
{
    public static CheckResult LinesNotRepeated(Invoice invoice)
    {
        // Lines that carry only amount and codes cannot be told apart: two of them may well be two deliveries.
        var identified = invoice.Lines.Select((line, index) => (line, index)).Where(l => l.line.Text is not null || l.line.ItemCode is not null || l.line.ServiceCode is not null).ToArray();
        if (identified.Length < 2)
        {
            return CheckResult.NotApplicable;
        }

        var seen = new HashSet<InvoiceLine>();
        var repeated = identified.Where(l => !seen.Add(l.line with { LineId = "" })).Select(l => $"lines[{l.index}]").ToArray();
        return CheckResult.Of(repeated.Length == 0, ExceptionCode.LinesRepeated, "A line stands there more than once.", repeated);
    }

    public static CheckResult CurrencyExpected(Invoice invoice, TriagePolicy policy) => CheckResult.Of(
        policy.ApprovalLimitMinor.ContainsKey(invoice.Currency), ExceptionCode.CurrencyUnexpected, "The policy knows no limit in this currency.", "currency");

    public static CheckResult WithinApprovalLimit(Invoice invoice, TriagePolicy policy) => policy.ApprovalLimitMinor.TryGetValue(invoice.Currency, out var limit)
        ? CheckResult.Of(
            Int128.Abs(invoice.TotalMinor ?? invoice.Lines.Aggregate((Int128)0, (sum, line) => sum + line.AmountMinor)) <= limit,
            ExceptionCode.ApprovalLimit, "The total is above what may pass without a person.", "total_amount_minor")
        : CheckResult.NotApplicable;

    public static CheckResult ReferencesPresent(ReferenceRule? missing, bool anyApplies) => missing is { } rule
        ? CheckResult.Failed(
            rule.AnyOf[0] == Reference.PurchaseOrder ? ExceptionCode.PoMissing : ExceptionCode.ReferenceMissing,
            $"None of the references is given that policy rule {rule.Name} asks for.",
            rule.AnyOf.Select(FieldOf))
        : anyApplies ? CheckResult.Passed : CheckResult.NotApplicable;

    public static CheckResult CreditNoteNamesInvoice(Invoice invoice) => invoice.Kind == InvoiceKind.CreditNote
        ? CheckResult.Of(invoice.CorrectsInvoiceNumber is not null, ExceptionCode.ReferenceMissing, "The credit note does not say which invoice it corrects.", "corrects_invoice_number")
        : CheckResult.NotApplicable;

    public static CheckResult CreditNoteInvoiceKnown(TwinSearch twins) => twins.CorrectedInvoiceKnown is { } known
        ? CheckResult.Of(known, ExceptionCode.CreditNote, "The invoice that the credit note corrects was never received.", "corrects_invoice_number")
        : CheckResult.NotApplicable;

    public static CheckResult NoTwin(TwinSearch twins, TriagePolicy policy)
    {
        var alike = twins.Twins.Where(t => t.Points >= policy.DuplicateReviewAtPoints).Select(t => t.InvoiceId).ToArray();
        return CheckResult.Of(alike.Length == 0, ExceptionCode.DuplicateSuspected, "It resembles an invoice that was already received.", alike);
    }

    private static string FieldOf(Reference reference) => reference switch
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
