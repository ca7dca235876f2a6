using System.Collections.Immutable;
using System.Text.Json;
using Triage.Grains.Invoices;

namespace Triage.Silo.Access;

/// <summary>
/// Reads the caller out of a validated token's payload. The JSON itself is read, because a list of claims
/// no longer shows whether a role came as a text, a list or an object.
/// </summary>
internal static class IdentityClaims
{
    private const int TextMax = 128;
    private const int ListMax = 1000;
    private const string EveryFacility = "*";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary><c>null</c> where a claim is missing, doubled or of the wrong type.</summary>
    public static Identity? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, Strict);
            var claims = document.RootElement;
            return claims.ValueKind == JsonValueKind.Object
                && Text(claims, "sub") is { } subject
                && Text(claims, "tenant") is { } tenant
                && List(claims, "role") is { } roles
                && List(claims, "facility") is { } facilities
                    ? new Identity(tenant, new Caller(subject, facilities.Contains(EveryFacility) ? null : facilities), roles)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            var text = value.GetString();
            return text is { Length: > 0 and <= TextMax } && !text.Any(char.IsControl) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair has no text.
            return null;
        }
    }

    /// <summary>Empty where the claim is absent: nothing is granted by silence.</summary>
    private static ImmutableArray<string>? List(JsonElement claims, string name)
    {
        if (!claims.TryGetProperty(name, out var value))
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > ListMax)
        {
            return null;
        }

        var items = ImmutableArray.CreateBuilder<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (Text(item) is not { } text)
            {
                return null;
            }

            items.Add(text);
        }

        return items.MoveToImmutable();
    }
}
