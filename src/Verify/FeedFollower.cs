namespace Triage.Verify;

/// <summary>One subscriber, message by message.</summary>
internal sealed class FeedFollower(string name, Finding finding)
{
    private FeedQuestion _question = FeedQuestion.Of(new RunRecordLine { Op = RunRecordLine.Follow, Key = name, Result = "begun" });
    private long? _at;
    private long _furthest = -1;
    private bool _begins = true;

    /// <summary>Whose feed it follows; <c>null</c> until an event tells.</summary>
    public FeedTruth? Truth { get; set; }

    public void Begin(RunRecordLine line)
    {
        try
        {
            _question = FeedQuestion.Of(line);
        }
        catch (FormatException unknown)
        {
            finding.Require(false, $"{name}: {unknown.Message}");
        }

        (_begins, _at) = (true, null);
        if (line.Position is { } position)
        {
            Stand(position);
        }
    }

    public void Take(RunRecordLine line, long position, FeedTruth truth)
    {
        if (_begins)
        {
            if (line.Op == RunRecordLine.Heartbeat)
            {
                Stand(position);
                return;
            }

            // It says nowhere where it began: the first time right before this, later at the latest behind what it had.
            Stand(_furthest < 0 ? position - 1 : Math.Min(position - 1, _furthest));
        }

        var at = _at ?? 0; // Stand set it
        finding.Require(position > at || (position == at && line.Op == RunRecordLine.Heartbeat), $"{name}: position {position} came again or out of order, behind {at}");
        for (var passed = at + 1; passed < (line.Op == RunRecordLine.Heartbeat ? position + 1 : position); passed++)
        {
            if (truth.IsAskedFor(passed, _question) || !truth.Exists(passed))
            {
                finding.Require(false, $"{name}: position {passed} was left out between {at} and {position}");
                break;
            }
        }

        if (line.Op == RunRecordLine.Deliver)
        {
            finding.Require(truth.IsAskedFor(position, _question), $"{name}: position {position} was not asked for");
        }

        (_at, _furthest) = (Math.Max(at, position), Math.Max(_furthest, position));
    }

    /// <summary>Behind what it had, or where it begins for the first time.</summary>
    private void Stand(long position)
    {
        finding.Require(_furthest < 0 || position <= _furthest, $"{name}: begins again behind position {position}, it never had what comes after {_furthest}");
        (_at, _begins, _furthest) = (position, false, Math.Max(_furthest, position));
    }
}
