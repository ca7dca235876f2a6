using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Triage.Silo.Errors;

namespace Triage.Silo.Rest;

/// <summary>
/// Compares JSON with the message that it shall become, and notes every difference under the path that the contract's
/// other violations have. Transcoding alone stops at the first one and answers with the caller's own text.
/// </summary>
internal sealed class JsonShape(Violations violations)
{
    private const string WellKnown = "google.protobuf";
    private const int NameMax = 64;

    public void Check(JsonElement json, MessageDescriptor message, string path)
    {
        if (message.File.Package == WellKnown)
        {
            CheckWellKnown(json.GetRawText(), message, path);
        }
        else if (json.ValueKind != JsonValueKind.Object)
        {
            violations.Add(path, "must be an object");
        }
        else
        {
            CheckFields(json, message, path);
        }
    }

    /// <summary>As it stands in an address: everything is text.</summary>
    public void CheckText(string text, FieldDescriptor field, string path)
    {
        if (field.FieldType == FieldType.Message && field.MessageType.File.Package != WellKnown)
        {
            violations.Add(path, "must be given by its fields");
        }
        else if (field.FieldType == FieldType.Enum && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            if (field.EnumType.FindValueByNumber(number) is null)
            {
                violations.Add(path, RuleOf(field.FieldType));
            }
        }
        else if (field.FieldType is FieldType.String or FieldType.Bytes or FieldType.Enum or FieldType.Message)
        {
            using var quoted = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(text));
            CheckValue(quoted.RootElement, field, path);
        }
        else if (!(field.FieldType == FieldType.Bool ? text is "true" or "false" : FitsNumber(text, field.FieldType)))
        {
            violations.Add(path, RuleOf(field.FieldType));
        }
    }

    private void CheckFields(JsonElement json, MessageDescriptor message, string path)
    {
        var seen = new HashSet<int>();
        var chosen = new HashSet<OneofDescriptor>();
        foreach (var member in json.EnumerateObject())
        {
            if (FieldNamed(message, member.Name) is not { } field)
            {
                violations.Add(Join(path, Known(member.Name)), "is not a field of the contract");
                continue;
            }

            var own = Join(path, field.Name);
            if (!seen.Add(field.FieldNumber))
            {
                violations.Add(own, "is given twice");
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                if (field.RealContainingOneof is { } oneof && !chosen.Add(oneof))
                {
                    violations.Add(own, "stands beside another of which only one may be given");
                }

                CheckField(member.Value, field, own);
            }
        }
    }

    private void CheckField(JsonElement json, FieldDescriptor field, string path)
    {
        if (!field.IsRepeated)
        {
            CheckValue(json, field, path);
        }
        else if (field.IsMap)
        {
            CheckMap(json, field, path);
        }
        else if (json.ValueKind != JsonValueKind.Array)
        {
            violations.Add(path, "must be a list");
        }
        else
        {
            var index = 0;
            foreach (var item in json.EnumerateArray())
            {
                CheckValue(item, field, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"));
            }
        }
    }

    private void CheckMap(JsonElement json, FieldDescriptor field, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            violations.Add(path, "must be an object");
            return;
        }

        foreach (var member in json.EnumerateObject())
        {
            CheckText(member.Name, field.MessageType.FindFieldByNumber(1), path);
            CheckValue(member.Value, field.MessageType.FindFieldByNumber(2), path);
        }
    }

    private void CheckValue(JsonElement json, FieldDescriptor field, string path)
    {
        if (field.FieldType is FieldType.Message or FieldType.Group)
        {
            Check(json, field.MessageType, path);
        }
        else if (!Fits(json, field))
        {
            violations.Add(path, json.ValueKind == JsonValueKind.String && field.FieldType == FieldType.String ? "holds characters that are not allowed" : RuleOf(field.FieldType));
        }
    }

    private static bool Fits(JsonElement json, FieldDescriptor field) => (field.FieldType, json.ValueKind) switch
    {
        (FieldType.Bool, JsonValueKind.True or JsonValueKind.False) => true,
        (FieldType.String, JsonValueKind.String) => TextOf(json) is not null,
        (FieldType.Bytes, JsonValueKind.String) => TextOf(json) is not null && json.TryGetBytesFromBase64(out _),
        (FieldType.Enum, JsonValueKind.String) => TextOf(json) is { } name && field.EnumType.FindValueByName(name) is not null,
        (FieldType.Enum, JsonValueKind.Number) => json.TryGetInt32(out _),
        (FieldType.Bool or FieldType.String or FieldType.Bytes or FieldType.Enum, _) => false,
        (_, JsonValueKind.Number) => FitsNumber(json.GetRawText(), field.FieldType),
        (_, JsonValueKind.String) => TextOf(json) is { } text && FitsNumber(text, field.FieldType),
        _ => false,
    };

    private static bool FitsNumber(string text, FieldType type) => type switch
    {
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        FieldType.UInt32 or FieldType.Fixed32 => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        FieldType.UInt64 or FieldType.Fixed64 => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
    };

    private static string RuleOf(FieldType type) => type switch
    {
        FieldType.Bool => "must be true or false",
        FieldType.String => "must be a text",
        FieldType.Bytes => "must be bytes in base64",
        FieldType.Enum => "must be a name of this enumeration",
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 or FieldType.UInt32 or FieldType.Fixed32 => "must be a whole number of 32 bits",
        FieldType.Float or FieldType.Double => "must be a number",
        _ => "must be a whole number of 64 bits",
    };

    /// <summary><c>null</c>: bytes or escapes that are no text.</summary>
    private static string? TextOf(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void CheckWellKnown(string json, MessageDescriptor message, string path)
    {
        try
        {
            JsonParser.Default.Parse(json, message);
        }
        catch (Exception unreadable) when (unreadable is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException or InvalidOperationException)
        {
            violations.Add(path, $"must be a {message.Name} as protobuf writes it in JSON");
        }
    }

    /// <summary>By either of the names that protobuf's JSON has for it.</summary>
    public static FieldDescriptor? FieldNamed(MessageDescriptor message, string name) =>
        message.Fields.InFieldNumberOrder().FirstOrDefault(field => field.JsonName == name || field.Name == name);

    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>A name that looks like one is said, to be found; anything else is the caller's text and stays out.</summary>
    public static string Known(string name) => name.Length is > 0 and <= NameMax && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name : "(a name)";
}
