namespace Triage.Verify;

/// <summary>Counts what one invariant looked at and keeps the first violations.</summary>
internal sealed class Finding(string id, string title)
{
    private const int ExamplesMax = 10;
    private readonly List<string> _examples = [];
    private long _checked;
    private long _violations;

    public void Checked() => _checked++;

    public void Violated(string example)
    {
        _violations++;
        if (_examples.Count < ExamplesMax)
        {
            _examples.Add(example);
        }
    }

    public void Require(bool holds, string example)
    {
        Checked();
        if (!holds)
        {
            Violated(example);
        }
    }

    public InvariantResult Result() =>
        new(id, title, _violations == 0 ? InvariantStatus.Ok : InvariantStatus.Violated, _checked, _violations, _examples);

    /// <summary>Where nothing was looked at.</summary>
    public InvariantResult ResultUnlessEmpty(InvariantStatus instead) => _checked == 0 && _violations == 0 ? Without(id, title, instead) : Result();

    public static InvariantResult Without(string id, string title, InvariantStatus why) => new(id, title, why, 0, 0, []);
}
