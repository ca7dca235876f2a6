using Triage.Models.Payloads;

namespace Triage.Models.Features.Sheets;

/// <summary>
/// The stored form of feature vectors, bit for bit: column by column, because most features say the same of every row (nothing, zero, what
/// is known of the line) and many of the others repeat each other's numbers, which then stand once in a table: a third of the bytes, or less.
/// </summary>
internal sealed class FeatureBlockCodec
{
    private const int ColumnsPerByte = 4;

    // What two bits say of a column.
    private const int Zero = 0;
    private const int MissingEverywhere = 1;
    private const int Same = 2;
    private const int Varied = 3;

    private const int NumbersMax = 4096;
    private const int Slots = 2 * NumbersMax;

    // A number that the full table has no place for.
    private const int Spelled = 0;

    // Open addressing; a slot counts only where its turn is this one, so that no block waits for the table to be cleared.
    private readonly int[] _slotBits = new int[Slots];
    private readonly int[] _slotNumbers = new int[Slots];
    private readonly int[] _slotTurns = new int[Slots];
    private int _turn;
    private int _numbers;

    /// <param name="width">Of a row; of it the first <paramref name="columns"/> are written.</param>
    /// <param name="missing">What a feature says that can't be known.</param>
    public void Write(PayloadWriter to, ReadOnlySpan<float> rows, int width, int columns, float missing)
    {
        var count = rows.Length / width;
        to.Count(count);
        if (count == 0)
        {
            return;
        }

        (_turn, _numbers) = (_turn + 1, 0);
        Span<byte> kinds = stackalloc byte[(columns + ColumnsPerByte - 1) / ColumnsPerByte];
        kinds.Clear();
        for (var column = 0; column < columns; column++)
        {
            kinds[column / ColumnsPerByte] |= (byte)(KindOf(rows, width, column, missing) << (column % ColumnsPerByte * 2));
        }

        to.Raw(kinds);
        for (var column = 0; column < columns; column++)
        {
            switch (KindIn(kinds, column))
            {
                case Same:
                    Write(to, rows[column]);
                    break;
                case Varied:
                    for (var at = column; at < rows.Length; at += width)
                    {
                        Write(to, rows[at]);
                    }

                    break;
            }
        }
    }

    /// <returns>Rows whose features behind the first <paramref name="columns"/> are 0.</returns>
    /// <exception cref="PayloadDamagedException"/>
    public static float[] Read(ref PayloadReader from, int width, int columns, float missing, int rowsMax)
    {
        var count = (int)Math.Min(from.Unsigned(), int.MaxValue);
        if (count > rowsMax)
        {
            throw new PayloadDamagedException();
        }

        if (count == 0)
        {
            return [];
        }

        var rows = new float[count * width];
        var kinds = from.Raw((columns + ColumnsPerByte - 1) / ColumnsPerByte);
        var numbers = new List<float>();
        for (var column = 0; column < columns; column++)
        {
            var kind = KindIn(kinds, column);
            var same = kind switch { MissingEverywhere => missing, Same => Read(ref from, numbers), _ => 0 };
            for (var at = column; at < rows.Length; at += width)
            {
                rows[at] = kind == Varied ? Read(ref from, numbers) : same;
            }
        }

        return rows;
    }

    private static int KindOf(ReadOnlySpan<float> rows, int width, int column, float missing)
    {
        var first = BitConverter.SingleToInt32Bits(rows[column]);
        for (var at = column + width; at < rows.Length; at += width)
        {
            if (BitConverter.SingleToInt32Bits(rows[at]) != first)
            {
                return Varied;
            }
        }

        return first == 0 ? Zero : first == BitConverter.SingleToInt32Bits(missing) ? MissingEverywhere : Same;
    }

    private static int KindIn(ReadOnlySpan<byte> kinds, int column) => (kinds[column / ColumnsPerByte] >> (column % ColumnsPerByte * 2)) & 3;

    /// <summary>A number that the block had before is its place in the table and one; a new one comes with its bits.</summary>
    private void Write(PayloadWriter to, float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        var slot = (int)((uint)(bits * -1640531527) >> 19);
        while (_slotTurns[slot] == _turn)
        {
            if (_slotBits[slot] == bits)
            {
                to.Count(_slotNumbers[slot]);
                return;
            }

            slot = (slot + 1) % Slots;
        }

        if (_numbers < NumbersMax)
        {
            (_slotTurns[slot], _slotBits[slot], _slotNumbers[slot]) = (_turn, bits, ++_numbers);
        }

        to.Count(Spelled);
        to.Single(value);
    }

    private static float Read(ref PayloadReader from, List<float> numbers)
    {
        var number = from.Unsigned();
        if (number != Spelled)
        {
            return number <= (ulong)numbers.Count ? numbers[(int)number - 1] : throw new PayloadDamagedException();
        }

        var value = from.Single();
        if (numbers.Count < NumbersMax)
        {
            numbers.Add(value);
        }

        return value;
    }
}
