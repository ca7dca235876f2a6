using Triage.Models.Intake;

namespace Triage.Grains.Invoices;

public static class InvoiceGrainReferences
{
    private static Types? s_types;

    /// <summary>The grain of one invoice. The runtime reads the interface's attributes for each reference by its type, so that is done once.</summary>
    public static IInvoiceGrain GetInvoice(this IGrainFactory grains, InvoiceKey key)
    {
        if (s_types is { } types)
        {
            return (IInvoiceGrain)grains.GetGrain(GrainId.Create(types.Grain, key.ToString()), types.Interface);
        }

        var first = grains.GetGrain<IInvoiceGrain>(key.ToString());
        s_types = new Types(first.GetGrainId().Type, ((GrainReference)first).InterfaceType);
        return first;
    }

    private sealed record Types(GrainType Grain, GrainInterfaceType Interface);
}
