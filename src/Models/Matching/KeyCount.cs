namespace Triage.Models.Matching;

/// <summary>
/// How many invoices lay under a blocking key when it was looked up, whatever became of them. None ever leaves a key, so an equal number later means that
/// none came.
/// </summary>
/// <param name="FromDay">The first issue day looked at; <paramref name="ToDay"/> is the last.</param>
public readonly record struct KeyCount(long Hash, int FromDay, int ToDay, int Count)
{
    /// <summary>More are not counted: under such a key something comes again and again.</summary>
    public const int CountMax = 256;
}
