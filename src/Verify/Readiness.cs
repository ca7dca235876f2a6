namespace Triage.Verify;

/// <summary>I11: after each fault that a record tells of, something is answered within a minute of its end.</summary>
internal sealed class Readiness
{
    public const string Title = "Ready within 60 s of each fault's end";

    private const long WithinMicros = 60_000_000;

    private readonly Finding _finding = new("I11", Title);
    private readonly List<(string Name, long At)> _unanswered = [];
    private bool _isAsked;

    /// <summary>The record's lines in their order.</summary>
    public void See(RunRecordLine line)
    {
        if (line.Op == RunRecordLine.Fault)
        {
            _isAsked = true;
            if (line is { Result: "ended", AtMicros: { } end })
            {
                _unanswered.Add((line.Key, end));
            }

            return;
        }

        if (line is { Result: "ok", AtMicros: { } at })
        {
            foreach (var (name, end) in _unanswered)
            {
                _finding.Require(at - end <= WithinMicros, $"{name}: the first answer came {(at - end) / 1_000_000} s after its end");
            }

            _unanswered.Clear();
        }
    }

    public InvariantResult Result()
    {
        foreach (var (name, _) in _unanswered)
        {
            _finding.Violated($"{name}: nothing was answered after its end");
        }

        return _isAsked ? _finding.Result() : Finding.Without("I11", Title, InvariantStatus.NotAsked);
    }
}
