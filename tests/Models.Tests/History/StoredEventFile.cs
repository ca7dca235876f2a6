using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Triage.Models.Features.Coding;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Lifecycle;
using Triage.Models.Scoring;

namespace Triage.Models.Tests.History;

/// <summary>An event as some store holds it: NAME.v1.hex has the bytes, NAME.v1.json what they say.</summary>
internal sealed record StoredEventFile(EncodedEvent Event, string Json)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new HexConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatCameLater } },
    };

    public static IEnumerable<string> Names => Directory.GetFiles(Folder(), "*.hex").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static StoredEventFile Read(string name)
    {
        var parts = File.ReadAllLines(Path.Combine(Folder(), name + ".hex")).Select(line => line.Split(' ')).ToDictionary(line => line[0], line => line[1]);
        return new(
            new EncodedEvent(
                (InvoiceEventType)byte.Parse(parts["type"], CultureInfo.InvariantCulture),
                long.Parse(parts["at_us"], CultureInfo.InvariantCulture),
                Convert.FromHexString(parts["payload"]),
                parts.TryGetValue("sensitive", out var sensitive) ? Convert.FromHexString(sensitive) : null),
            File.ReadAllText(Path.Combine(Folder(), name + ".json")).TrimEnd());
    }

    public InvoiceEvent Decode() => EventCodec.Decode(Event.Type, Event.AtMicros, Event.Payload, Event.Sensitive);

    public static string ToJson(InvoiceEvent happened) => JsonSerializer.Serialize(happened, happened.GetType(), Readable);

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here) ?? "", "Stored");

    /// <summary>Samples were written before the verdict had these members, which are empty in them.</summary>
    private static void LeaveOutWhatCameLater(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            Func<object, object?, bool>? isThere = (type.Type.Name, member.Name) switch
            {
                (nameof(Verdict), nameof(Verdict.MasterData)) => (verdict, _) => !((Verdict)verdict).MasterData.IsEmpty,
                (nameof(Verdict), nameof(Verdict.Lines)) => (verdict, _) => !((Verdict)verdict).Lines.IsEmpty,
                (nameof(Verdict), nameof(Verdict.Profile)) => (verdict, _) => ((Verdict)verdict).Profile is not null,
                (nameof(Verdict), nameof(Verdict.Basis)) => (verdict, _) => ((Verdict)verdict).Basis is not null,
                (nameof(Verdict), nameof(Verdict.Features)) => (_, _) => false, // beside the event, never in it
                (nameof(Score), nameof(Score.ModelSha256) or nameof(Score.IsFlagged) or nameof(Score.About) or nameof(Score.Contributions) or nameof(Score.Sentences)) => (score, _) => !((Score)score).ModelSha256.IsEmpty,
                (nameof(LineSuggestion), nameof(LineSuggestion.MayBeOther)) => (line, _) => ((LineSuggestion)line).MayBeOther,
                (nameof(LineSuggestion), nameof(LineSuggestion.Field)) => (line, _) => ((LineSuggestion)line).Field != CodeField.AccountCode,
                _ => null,
            };
            if (isThere is not null)
            {
                member.ShouldSerialize = isThere;
            }
        }
    }

    private sealed class HexConverter : JsonConverter<ImmutableArray<byte>>
    {
        public override ImmutableArray<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => [.. Convert.FromHexString(reader.GetString() ?? "")];

        public override void Write(Utf8JsonWriter writer, ImmutableArray<byte> value, JsonSerializerOptions options) => writer.WriteStringValue(Convert.ToHexString(value.AsSpan()));
    }
}
