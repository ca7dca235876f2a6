namespace Triage.Training.Priority;

/// <summary>One policy on one draw.</summary>
internal sealed record PolicyRun(decimal Cost, double[] WaitHours, int SlaMisses)
{
    private const double MicrosPerHour = 3_600_000_000;

    public static PolicyRun Of(QueueDraw draw, QueueAnswer[] answers)
    {
        var cost = new DelayCost(draw);
        return new(
            draw.Items.Sum(item => cost.Of(item, answers[item.Index].AnsweredMicros)),
            [.. draw.Items.Select(item => WaitBound.WaitOf(draw, item, answers[item.Index]) / MicrosPerHour)],
            draw.Items.Count(item => cost.MissesSla(item, answers[item.Index].AnsweredMicros)));
    }
}
