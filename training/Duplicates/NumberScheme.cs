using System.Globalization;
using Triage.Training.Generation;

namespace Triage.Training.Duplicates;

/// <summary>How one supplier numbers its bills: a form, and a running number that also counts the bills of its other customers.</summary>
internal sealed class NumberScheme
{
    private readonly Chance _chance;
    private readonly int _form;
    private readonly int _stepMax;
    private readonly string _letters;
    private readonly int _digits;
    private long _next;

    public NumberScheme(ulong seed)
    {
        _chance = new(seed);
        _form = _chance.Below(6);
        _stepMax = _chance.One([1, 3, 12, 60, 400]);
        _digits = 4 + _chance.Below(4);
        _letters = new([.. Enumerable.Range(0, 2 + _chance.Below(2)).Select(_ => (char)('A' + _chance.Below(26)))]);
        _next = 1 + _chance.Below((int)Math.Pow(10, _digits - 1));
    }

    public string Next(DateOnly issued)
    {
        _next += 1 + _chance.Below(_stepMax);
        var running = _next.ToString(CultureInfo.InvariantCulture).PadLeft(_digits, '0');
        return _form switch
        {
            0 => running,
            1 => $"INV-{running}",
            2 => string.Create(CultureInfo.InvariantCulture, $"{issued:yyyy}/{running}"),
            3 => $"{_letters}{running}",
            4 => string.Create(CultureInfo.InvariantCulture, $"{issued:yyMM}-{running}"),
            _ => $"{_letters}-{running}-{(char)('A' + _next % 5)}",
        };
    }
}
