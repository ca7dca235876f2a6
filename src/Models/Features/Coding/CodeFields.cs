using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Features.Coding;

public static class CodeFields
{
    public static readonly ImmutableArray<CodeField> All = [.. Enum.GetValues<CodeField>()];

    /// <summary><c>null</c>: the line came without.</summary>
    public static string? Given(this CodeField field, Invoice invoice, InvoiceLine line) => field switch
    {
        CodeField.AccountCode => line.AccountCode,
        CodeField.CostCentre => line.CostCentre ?? invoice.CostCentre,
        CodeField.ServiceCode => line.ServiceCode,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };
}
