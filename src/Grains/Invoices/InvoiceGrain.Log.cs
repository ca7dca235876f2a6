using Microsoft.Extensions.Logging;
using Triage.Models.Intake;

namespace Triage.Grains.Invoices;

internal sealed partial class InvoiceGrain
{
    // The invoice's key is an id of the source system: no name, no free text.
    [LoggerMessage(Level = LogLevel.Warning, Message = "Activation of {Invoice} was stale and deactivates.")]
    private partial void ActivationFoundStale(InvoiceKey invoice);

    [LoggerMessage(Level = LogLevel.Error, Message = "Stored history of {Invoice} is damaged.")]
    private partial void HistoryFoundDamaged(InvoiceKey invoice);
}
