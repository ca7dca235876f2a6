using System.Globalization;
using System.Runtime.InteropServices;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Training.Generation;

namespace Triage.Training.Duplicates;

/// <summary>
/// Numbers of many makings, to learn from: how the suppliers of a ledger number is not known. One supplier in four numbers as in
/// <see cref="NumberScheme"/>; of the others some have a series for each place they bill, some share one with other suppliers.
/// </summary>
internal sealed class VariedNumbers(ulong seed) : INumbering
{
    private const int SharedSeries = 8;
    private static readonly string[] Words = ["INV", "SI", "IN", "S", "R", "INVOICE ", "NO", "X0", "10", "9", "50"];
    private static readonly string[] Marks = ["", "", "-", "/", " ", "."];

    private readonly Dictionary<long, Style> _styles = [];
    private readonly Dictionary<long, NumberSeries> _series = [];
    private readonly PlainNumbers _plain = new(seed);

    public string Next(Invoice invoice, DateOnly issued)
    {
        var supplier = SupplierFingerprint.Of(invoice);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_styles, supplier, out var isKnown);
        var style = isKnown ? known! : known = new(new(seed ^ unchecked((ulong)supplier)));
        if (style.IsPlain)
        {
            return _plain.Next(invoice, issued);
        }

        var place = style.IsByPlace ? invoice.Lines is [{ CostCentre: { } centre }, ..] ? centre : invoice.Facility ?? "" : "";
        var key = style.Shared is { } shared ? shared : StableHash.Of(supplier.ToString(CultureInfo.InvariantCulture), place);
        ref var series = ref CollectionsMarshal.GetValueRefOrAddDefault(_series, key, out _);
        series ??= new(seed ^ unchecked((ulong)key * 0x9E3779B97F4A7C15));
        return style.Write(series.Next(issued), style.IsByPlace ? place : "");
    }

    /// <summary>What stands around the series' own number.</summary>
    private sealed class Style
    {
        private readonly string _head;
        private readonly string _mark;
        private readonly bool _showsPlace;
        private readonly int _tail;

        public Style(Chance chance)
        {
            IsPlain = chance.Is(0.25);
            Shared = chance.Is(0.1) ? chance.Below(SharedSeries) : null;
            IsByPlace = Shared is null && chance.Is(0.15);
            _showsPlace = chance.Is(0.7);
            _mark = chance.One(Marks);
            _head = chance.Below(3) switch
            {
                0 => "",
                1 => chance.One(Words),
                _ => new([.. Enumerable.Range(0, 1 + chance.Below(4)).Select(_ => (char)('A' + chance.Below(26)))]),
            };
            _tail = chance.Below(10);
        }

        public bool IsPlain { get; }

        public bool IsByPlace { get; }

        public int? Shared { get; }

        public string Write(string number, string place)
        {
            var site = _showsPlace && place.Length > 0 ? place[..Math.Min(3, place.Length)] + _mark : "";
            var head = _head.Length > 0 ? _head + _mark : "";
            return head + site + number + _tail switch { 0 => $"{CheckDigit(number)}", 1 => $"{_mark}{(char)('A' + number[^1] % 6)}", 2 => "/1", _ => "" };
        }

        // As of a bank's card number (Luhn, US patent 2,950,048): a digit keyed wrong no longer fits, which nobody here is told.
        private static int CheckDigit(string number)
        {
            var (sum, doubled) = (0, true);
            for (var i = number.Length - 1; i >= 0; i--)
            {
                if (char.IsAsciiDigit(number[i]))
                {
                    var digit = (number[i] - '0') * (doubled ? 2 : 1);
                    sum += digit > 9 ? digit - 9 : digit;
                    doubled = !doubled;
                }
            }

            return (10 - sum % 10) % 10;
        }
    }
}
