using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Training.Labels;

/// <summary>What a store knew at a time: bills that were judged and not withdrawn, in the order in which profiles fold them, and which of them have labels.</summary>
public sealed record StoredHistory(string Tenant, ImmutableArray<Invoice> Bills, LabelSet Labels);
