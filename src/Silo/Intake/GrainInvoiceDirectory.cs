using Triage.Grains.Invoices;
using Triage.Models.Intake;

namespace Triage.Silo.Intake;

internal sealed class GrainInvoiceDirectory(IGrainFactory grains) : IInvoiceDirectory
{
    public IInvoiceGrain Get(InvoiceKey key) => grains.GetInvoice(key);
}
