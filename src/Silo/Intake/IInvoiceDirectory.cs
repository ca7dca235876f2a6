using Triage.Grains.Invoices;
using Triage.Models.Intake;

namespace Triage.Silo.Intake;

/// <summary>Where the edge finds an invoice's grain.</summary>
internal interface IInvoiceDirectory
{
    IInvoiceGrain Get(InvoiceKey key);
}
