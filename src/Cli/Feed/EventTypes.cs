using Triage.Protos.V1;

namespace Triage.Cli.Feed;

/// <summary>Types of events as people type them: triaged, REFERENCE_PROVIDED.</summary>
internal static class EventTypes
{
    private static readonly EventType[] All = [.. Enum.GetValues<EventType>().Where(type => type != EventType.Unspecified)];

    public static IEnumerable<string> Names => All.Select(type => ProtoNames.Of(type));

    public static EventType Parse(string text, Action<string> addError)
    {
        foreach (var type in All)
        {
            if (string.Equals(ProtoNames.Of(type), text.Replace('-', '_'), StringComparison.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        addError($"Unknown type '{text}'. Types: {string.Join(", ", Names)}");
        return EventType.Unspecified;
    }
}
