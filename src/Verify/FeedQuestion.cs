using Triage.Models.Lifecycle;

namespace Triage.Verify;

/// <summary>What a subscriber asked for, as its record says. An empty set asks for everything.</summary>
internal sealed record FeedQuestion(IReadOnlySet<InvoiceEventType> Types, IReadOnlySet<string> Facilities, IReadOnlySet<string> SourceSystems)
{
    /// <exception cref="FormatException">There is no such type of event.</exception>
    public static FeedQuestion Of(RunRecordLine line) => new(
        (line.EventTypes ?? []).Select(ToType).ToHashSet(),
        (line.Facilities ?? []).ToHashSet(StringComparer.Ordinal),
        (line.SourceSystems ?? []).ToHashSet(StringComparer.Ordinal));

    public bool Asks(InvoiceEventType type, string? facility, string sourceSystem) =>
        (Types.Count == 0 || Types.Contains(type))
        && (Facilities.Count == 0 || (facility is not null && Facilities.Contains(facility)))
        && (SourceSystems.Count == 0 || SourceSystems.Contains(sourceSystem));

    // As the contract writes it: REFERENCE_PROVIDED.
    private static InvoiceEventType ToType(string name) =>
        Enum.TryParse<InvoiceEventType>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var type) && Enum.IsDefined(type)
            ? type
            : throw new FormatException($"There is no event type {name}.");
}
