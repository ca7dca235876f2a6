using System.Text.Json;
using Triage.Models.Intake;

namespace Triage.Training.Anomaly;

/// <summary>An invoice of a history in the order of receipt, of which it is known, or taken, whether something is wrong with it.</summary>
/// <param name="Day">Of issue, as a day number.</param>
/// <param name="Kind">What is wrong, as truth files name it; <c>null</c>: nothing that is known.</param>
/// <param name="Line">The line that was made wrong; <c>null</c> where that is the whole invoice, or not known.</param>
public sealed record LabelledInvoice(Invoice Invoice, int Day, string? Kind = null, int? Line = null)
{
    public static string NameOf(AnomalyKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{kind}");
}
