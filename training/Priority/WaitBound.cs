using Triage.Models.Clock;

namespace Triage.Training.Priority;

/// <summary>
/// How long each item can have waited at most, in open time. While it waits, everybody works on what is ahead of it; what is ahead entered before the time in which
/// it can be overtaken was over. So it is taken before more open time has passed than that work takes when all share it.
/// </summary>
internal static class WaitBound
{
    /// <returns>By the item's index, in microseconds of open time.</returns>
    public static long[] Of(QueueDraw draw, QueueAnswer[] answers, TimeSpan overtakenWithin)
    {
        var within = (long)overtakenWithin.TotalMicroseconds;
        var bounds = new long[draw.Items.Length];
        var (last, later) = (0, 0L);
        for (var index = 0; index < bounds.Length; index++)
        {
            var entered = draw.Items[index].EnteredMicros;
            while (last < bounds.Length && draw.Items[last].EnteredMicros <= entered + within)
            {
                later += draw.Items[last++].EffortMicros;
            }

            later -= draw.Items[index].EffortMicros;
            bounds[index] = (answers[index].AheadMicros + later) / draw.Scenario.Reviewers;
        }

        return bounds;
    }

    public static long WaitOf(QueueDraw draw, QueueItem item, QueueAnswer answer) =>
        (long)draw.Open.Between(StoreTime.FromMicros(item.EnteredMicros), StoreTime.FromMicros(answer.TakenMicros)).TotalMicroseconds;
}
