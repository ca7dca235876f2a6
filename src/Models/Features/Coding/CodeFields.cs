using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Features.Coding;

public static class CodeFields
{
    public static readonly ImmutableArray<CodeField> All = [.. Enum.GetValues<CodeField>()];

    /// <summary>As it stands in a line; scores and models of it are called so.</summary>
    public static string Name(this CodeField field) => field switch
    {
        CodeField.AccountCode => "account_code",
        CodeField.CostCentre => "cost_centre",
        CodeField.ServiceCode => "service_code",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    /// <summary>For people.</summary>
    public static string Words(this CodeField field) => field.Name().Replace('_', ' ');

    /// <summary><c>null</c>: the line came without.</summary>
    public static string? Given(this CodeField field, Invoice invoice, InvoiceLine line) => field switch
    {
        CodeField.AccountCode => line.AccountCode,
        CodeField.CostCentre => line.CostCentre ?? invoice.CostCentre,
        CodeField.ServiceCode => line.ServiceCode,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };
}
