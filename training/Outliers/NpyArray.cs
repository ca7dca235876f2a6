using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Triage.Training.Outliers;

/// <summary>
/// A whole array of NumPy's file format 1.0 to 3.0 (NEP 1), in memory: little-endian numbers or truth values, of one or two
/// dimensions, in either order of memory.
/// </summary>
public sealed partial class NpyArray
{
    private const int HeaderMax = 64 * 1024;
    private const long ValuesMax = 200_000_000;

    // What a file says of itself is not believed before its bytes are there.
    private static readonly Dictionary<string, NpyElement> Elements = new(StringComparer.Ordinal)
    {
        ["<f8"] = new(8, bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        ["<f4"] = new(4, bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        ["<i8"] = new(8, bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes)),
        ["<i4"] = new(4, bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        ["<i2"] = new(2, bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        ["<u2"] = new(2, bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        ["|i1"] = new(1, bytes => (sbyte)bytes[0]),
        ["|u1"] = new(1, bytes => bytes[0]),
        ["|b1"] = new(1, bytes => bytes[0] == 0 ? 0 : 1),
    };

    private readonly double[] _values;

    private NpyArray(double[] values, int rows, int columns)
    {
        _values = values;
        Rows = rows;
        Columns = columns;
    }

    public int Rows { get; }

    /// <summary>1 for an array of one dimension.</summary>
    public int Columns { get; }

    public double this[int row, int column] => _values[row * Columns + column];

    /// <param name="name">What messages call it.</param>
    public static NpyArray Read(Stream stream, string name)
    {
        var prefix = Exactly(stream, 8, name);
        if (prefix[0] != 0x93 || !prefix.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
        {
            throw new TrainingException($"{name} is no NumPy array: it does not begin with \\x93NUMPY.");
        }

        var header = Header(stream, prefix[6], name);
        var (rows, columns) = Shape(header, name);
        var kind = Kind().Match(header) is { Success: true } match ? match.Groups[1].Value : throw new TrainingException($"{name} does not say what its elements are: {header.Trim()}");
        if (!Elements.TryGetValue(kind, out var element))
        {
            throw new TrainingException($"{name} holds elements '{kind}'. Known are {string.Join(", ", Elements.Keys)}: convert it first, with X.astype('<f8') for example.");
        }

        if ((long)rows * columns > ValuesMax)
        {
            throw new TrainingException($"{name} holds {rows:#,0} × {columns:#,0} values, more than {ValuesMax:#,0}.");
        }

        var isByColumn = ByColumn().IsMatch(header);
        var bytes = Exactly(stream, checked((int)((long)rows * columns * element.Bytes)), name);
        if (stream.ReadByte() >= 0)
        {
            throw new TrainingException($"{name} goes on after its {rows:#,0} × {columns:#,0} values.");
        }

        var values = new double[rows * columns];
        for (var i = 0; i < values.Length; i++)
        {
            var at = isByColumn ? i % rows * columns + i / rows : i;
            values[at] = element.Read(bytes.AsSpan(i * element.Bytes, element.Bytes));
        }

        return new(values, rows, columns);
    }

    private static string Header(Stream stream, byte version, string name)
    {
        var length = version switch
        {
            1 => BinaryPrimitives.ReadUInt16LittleEndian(Exactly(stream, 2, name)),
            2 or 3 => BinaryPrimitives.ReadUInt32LittleEndian(Exactly(stream, 4, name)),
            _ => throw new TrainingException($"{name} is of version {version} of NumPy's format; 1 to 3 are known."),
        };
        return length <= HeaderMax
            ? Encoding.UTF8.GetString(Exactly(stream, (int)length, name))
            : throw new TrainingException($"{name} has a header of {length:#,0} bytes, more than {HeaderMax:#,0}.");
    }

    private static (int Rows, int Columns) Shape(string header, string name)
    {
        var sizes = Sizes().Match(header) is { Success: true } match
            ? match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : throw new TrainingException($"{name} does not say its shape: {header.Trim()}");
        var parsed = new int[sizes.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            if (!int.TryParse(sizes[i], NumberStyles.None, CultureInfo.InvariantCulture, out parsed[i]) || parsed[i] == 0)
            {
                throw new TrainingException($"{name} has the shape ({match.Groups[1].Value}): every size must be from 1 to {int.MaxValue:#,0}.");
            }
        }

        return parsed switch
        {
            [var rows] => (rows, 1),
            [var rows, var columns] => (rows, columns),
            _ => throw new TrainingException($"{name} has {parsed.Length} dimensions; one or two are read."),
        };
    }

    private static byte[] Exactly(Stream stream, int count, string name)
    {
        var bytes = new byte[count];
        return stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count
            ? bytes
            : throw new TrainingException($"{name} ends too early: it is cut or damaged.");
    }

    [GeneratedRegex(@"'descr':\s*'([^']*)'")]
    private static partial Regex Kind();

    [GeneratedRegex(@"'fortran_order':\s*True")]
    private static partial Regex ByColumn();

    [GeneratedRegex(@"'shape':\s*\(([^)]*)\)")]
    private static partial Regex Sizes();
}
