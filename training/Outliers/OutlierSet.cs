using System.IO.Compression;
using Triage.Models.Scoring.Anomaly;

namespace Triage.Training.Outliers;

/// <summary>Rows of which it is known which are unusual: `X` and `y` (1 for unusual) of an .npz file.</summary>
public sealed record OutlierSet(string Name, FeatureRows Rows, bool[] IsUnusual)
{
    /// <summary>The sets of a folder, by name.</summary>
    public static string[] FilesOf(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new TrainingException($"There is no folder {folder}.");
        }

        string[] files = [.. Directory.EnumerateFiles(folder, "*.npz").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new TrainingException($"{folder} holds no .npz file with the arrays X and y.");
    }

    public static OutlierSet Read(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        NpyArray x, y;
        try
        {
            using var archive = ZipFile.OpenRead(path);
            x = Array(archive, path, "X");
            y = Array(archive, path, "y");
        }
        catch (InvalidDataException damaged)
        {
            throw new TrainingException($"{path} is no .npz file, or is damaged: {damaged.Message}");
        }

        if (y.Columns != 1 || y.Rows != x.Rows)
        {
            throw new TrainingException($"{path}: y is {y.Rows:#,0} × {y.Columns:#,0} where X has {x.Rows:#,0} rows; y must have one value a row.");
        }

        return new(name, Features(x, path), Labels(y, path));
    }

    private static NpyArray Array(ZipArchive archive, string path, string name)
    {
        var entry = archive.GetEntry(name + ".npy") ?? throw new TrainingException($"{path} holds no array {name}, but {string.Join(", ", archive.Entries.Select(held => held.FullName))}.");
        using var stream = entry.Open();
        return NpyArray.Read(stream, $"{path}, array {name}");
    }

    private static FeatureRows Features(NpyArray x, string path)
    {
        var values = new float[x.Rows * x.Columns];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)x[i / x.Columns, i % x.Columns];
            if (!float.IsFinite(values[i]))
            {
                throw new TrainingException($"{path}: X[{i / x.Columns}, {i % x.Columns}] is {x[i / x.Columns, i % x.Columns]}, which is no finite number of 32 bits.");
            }
        }

        return new(values, x.Columns);
    }

    private static bool[] Labels(NpyArray y, string path)
    {
        var labels = new bool[y.Rows];
        for (var row = 0; row < labels.Length; row++)
        {
            labels[row] = y[row, 0] is 0 or 1 ? y[row, 0] == 1 : throw new TrainingException($"{path}: y[{row}] is {y[row, 0]}; it must be 0 or 1.");
        }

        return labels.Contains(true) && labels.Contains(false) ? labels : throw new TrainingException($"{path}: y is the same for all rows, so nothing can be judged.");
    }
}
