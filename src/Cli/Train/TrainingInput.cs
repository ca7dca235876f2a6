using Triage.Models.Intake;
using Triage.Training.Labels;

namespace Triage.Cli.Train;

/// <param name="Bills">All dated.</param>
/// <param name="Stored">Where they come from a store: whose they are, and which of their codes are right. <c>null</c>: all that are there.</param>
/// <param name="FromDay">The first day to judge on.</param>
internal sealed record TrainingInput(List<Invoice> Bills, StoredHistory? Stored, int FromDay);
