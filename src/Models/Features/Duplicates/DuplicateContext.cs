namespace Triage.Models.Features.Duplicates;

/// <summary>What is known beyond the two bills: the supplier's habits before the new one, and how many candidates there are.</summary>
/// <param name="IsOtherCredited">A credit note takes the earlier bill back, so that it may be billed again.</param>
/// <param name="NumberTaken">How many candidates of the supplier have the new bill's number and another amount.</param>
/// <param name="SameDay">How many earlier bills of the supplier have its day and amount.</param>
internal readonly record struct DuplicateContext(SupplierHabits? Habits, bool IsOtherCredited, NumberSequence Sequence, int NumberTaken, int SameDay, int Candidates);
