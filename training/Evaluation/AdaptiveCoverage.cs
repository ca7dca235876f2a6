namespace Triage.Training.Evaluation;

/// <summary>
/// A conformal threshold that follows what comes: taken from the latest answers, at a level that is moved against each day's
/// error (adaptive conformal inference: Gibbs and Candes, NeurIPS 2021).
/// </summary>
public sealed class AdaptiveCoverage(double miscoverage)
{
    // Enough for a quantile, and more than a month: bills that come once a month must be among them, or their day finds a threshold
    // that was made without them.
    private const int AnswersMin = 5_000;
    private const int DaysMin = 31;
    private const double StepPerAnswer = 0.0001;

    private readonly Queue<double[]> _days = new();
    private int _answers;
    private double _moved;

    /// <param name="earlier">The probability that each right answer was given before, in order, by a model that had not learned from it.</param>
    public AdaptiveCoverage(double miscoverage, IEnumerable<double> earlier)
        : this(miscoverage)
    {
        Remember([.. earlier]);
        Settle();
    }

    /// <summary>0 where nothing came before: every answer belongs to the set until there is something to go by.</summary>
    public double Threshold { get; private set; }

    /// <param name="ofRight">The probability that each right answer of the day was given.</param>
    /// <param name="missed">How many of the day's sets lacked it.</param>
    public void Learn(IReadOnlyCollection<double> ofRight, int missed)
    {
        if (ofRight.Count == 0)
        {
            return;
        }

        _moved += StepPerAnswer * (miscoverage * ofRight.Count - missed);
        Remember([.. ofRight]);
        Settle();
    }

    private void Remember(double[] ofRight)
    {
        _days.Enqueue(ofRight);
        _answers += ofRight.Length;
        while (_days.Count > DaysMin && _answers - _days.Peek().Length >= AnswersMin)
        {
            _answers -= _days.Dequeue().Length;
        }
    }

    private void Settle() => Threshold = ConformalThreshold.Of([.. _days.SelectMany(day => day)], Math.Clamp(miscoverage + _moved, 0.001, 0.999));
}
