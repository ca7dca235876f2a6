using System.Globalization;
using Triage.Training.Generation;

namespace Triage.Training.Duplicates;

/// <summary>What the numbers of one series count: one after another, in steps, with gaps, anew each day, month or year, or nothing at all.</summary>
internal sealed class NumberSeries
{
    private static readonly int[] StepsMax = [1, 1, 2, 3, 12, 60, 400];
    private static readonly int[] FixedSteps = [2, 3, 5, 7, 10, 11, 25];
    private static readonly string[] DayForms = ["yyMMdd", "yyyyMMdd", "ddMMyy", "MMdd"];
    private static readonly string[] PeriodForms = ["yyyy", "yy", "yyMM", "yyyyMM"];
    private static readonly double[] GapShares = [0, 0, 0, 0.02, 0.1];

    private readonly Chance _chance;
    private readonly Kind _kind;
    private readonly string? _period;
    private readonly bool _startsAnew;
    private readonly int _stepMax;
    private readonly int _step;
    private readonly int _digits;
    private readonly bool _isPadded;
    private readonly double _gapShare;
    private readonly string _periodMark;
    private string _current = "";
    private long _next;

    public NumberSeries(ulong seed)
    {
        _chance = new(seed);
        _kind = _chance.Below(10) switch { < 5 => Kind.Running, 5 => Kind.OfDay, 6 or 7 => Kind.OfPeriod, 8 => Kind.Digits, _ => Kind.Characters };
        _digits = _kind == Kind.OfDay ? 2 + _chance.Below(2) : 3 + _chance.Below(7);
        _isPadded = _chance.Is(0.7);
        _stepMax = _kind == Kind.OfDay ? _chance.One([1, 1, 3]) : _chance.One(StepsMax);
        _step = _chance.Is(0.2) ? _chance.One(FixedSteps) : 0;
        _gapShare = _chance.One(GapShares);
        _period = _kind switch { Kind.OfDay => _chance.One(DayForms), Kind.OfPeriod => _chance.One(PeriodForms), _ => null };
        _startsAnew = _kind == Kind.OfDay || (_kind == Kind.OfPeriod && _chance.Is(0.5));
        _periodMark = _chance.One(["", "-", "/"]);
        _next = _startsAnew ? 0 : Below(_digits);
    }

    private enum Kind
    {
        Running,
        OfDay,
        OfPeriod,
        Digits,
        Characters,
    }

    public string Next(DateOnly issued)
    {
        if (_kind == Kind.Characters)
        {
            const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
            return new([.. Enumerable.Range(0, Math.Max(6, _digits)).Select(_ => Characters[_chance.Below(Characters.Length)])]);
        }

        if (_kind == Kind.Digits)
        {
            return Written(Below(Math.Max(6, _digits)), Math.Max(6, _digits));
        }

        var period = _period is null ? "" : issued.ToString(_period, CultureInfo.InvariantCulture) + _periodMark;
        if (_startsAnew && period != _current)
        {
            (_current, _next) = (period, 0);
        }

        _next += _step > 0 ? _step : 1 + _chance.Below(_stepMax);
        if (_chance.Is(_gapShare))
        {
            _next += _chance.Below((int)Math.Pow(10, 1 + _chance.Below(3)));
        }

        return period + Written(_next, _isPadded || _period is not null ? _digits : 1);
    }

    private long Below(int digits) => (long)(Math.Pow(10, digits - 1) * (0.05 + 8.5 * _chance.Unit()));

    private static string Written(long number, int digits) => number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
}
