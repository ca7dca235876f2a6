using Triage.Training.Generation;

namespace Triage.Training.Priority;

/// <summary>Days from the arrival on; all between the two are equally likely. Below 0: before it.</summary>
public sealed record DayRange(int Least, int Most)
{
    internal DateOnly Draw(Chance chance, DateOnly arrival) => arrival.AddDays(Least + chance.Below(Most - Least + 1));
}
