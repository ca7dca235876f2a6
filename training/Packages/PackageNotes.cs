using System.Collections.Immutable;
using Triage.Models.Scoring.Packages;

namespace Triage.Training.Packages;

/// <summary>What a manifest says in words, by model.</summary>
internal static class PackageNotes
{
    /// <param name="based">Of models that stay as they were; <c>null</c>: there are none.</param>
    public static ImmutableSortedDictionary<string, string>? Of(TrainedPackage trained, IEnumerable<KeyValuePair<string, string>>? based = null)
    {
        var notes = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, based ?? []);
        notes = trained.DuplicateThreshold switch
        {
            null => notes,
            { Advice: { } advice } => notes.SetItem(ModelFileKinds.Duplicate, advice),
            _ => notes.Remove(ModelFileKinds.Duplicate),
        };
        return notes.IsEmpty ? null : notes;
    }
}
