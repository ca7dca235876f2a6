using Triage.Models.Intake;

namespace Triage.Models.Features;

/// <summary>A bill as it was sent, before anybody coded it: codes say nothing of whether it came before, and their absence nothing of whether it is in order.</summary>
public static class Uncoded
{
    public static Invoice Of(Invoice invoice) => invoice.Lines.Any(line => line.AccountCode is not null)
        ? invoice with { Lines = [.. invoice.Lines.Select(line => line with { AccountCode = null })] }
        : invoice;
}
