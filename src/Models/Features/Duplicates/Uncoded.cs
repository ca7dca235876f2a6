using Triage.Models.Intake;

namespace Triage.Models.Features.Duplicates;

/// <summary>A bill as it was sent: whether somebody coded it here says nothing of whether it came before.</summary>
internal static class Uncoded
{
    public static Invoice Of(Invoice invoice) => invoice.Lines.Any(line => line.AccountCode is not null)
        ? invoice with { Lines = [.. invoice.Lines.Select(line => line with { AccountCode = null })] }
        : invoice;
}
