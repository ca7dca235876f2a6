namespace Triage.Models.Features.Duplicates;

/// <summary>What is known beyond the two bills: the supplier's habits before the new one, and how many candidates there are.</summary>
/// <param name="IsOtherCredited">A credit note takes the earlier bill back, so that it may be billed again.</param>
/// <param name="OffSequence">Of <see cref="NumberSequence"/>.</param>
internal readonly record struct DuplicateContext(SupplierHabits? Habits, bool IsOtherCredited, float OffSequence, int Candidates);
