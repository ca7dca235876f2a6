using Triage.Models.Intake;
using Triage.Training.Labels;

namespace Triage.Cli.Train;

/// <param name="Tenant">Whose it is; <c>null</c>: nothing says so.</param>
/// <param name="Bills">All dated.</param>
/// <param name="Labels">Whose codes are right; <c>null</c>: all that are there.</param>
/// <param name="FromDay">The first day to judge on.</param>
internal sealed record TrainingInput(string? Tenant, List<Invoice> Bills, LabelSet? Labels, int FromDay);
