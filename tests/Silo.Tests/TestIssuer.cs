using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Triage.Storage;

namespace Triage.Silo.Tests;

/// <summary>Makes tokens byte by byte, so that bad ones can be made too.</summary>
internal sealed class TestIssuer(ECDsa key)
{
    public static JsonObject Claims(string tenant = "local", string[]? roles = null, string[]? facilities = null, string subject = "tester") => new()
    {
        ["iss"] = "triage-local",
        ["aud"] = "triage",
        ["sub"] = subject,
        ["tenant"] = tenant,
        ["role"] = new JsonArray([.. (roles ?? ["host"]).Select(role => (JsonNode)JsonValue.Create(role))]),
        ["facility"] = new JsonArray([.. (facilities ?? ["*"]).Select(facility => (JsonNode)JsonValue.Create(facility))]),
        ["exp"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds(),
    };

    public string Good(string tenant = "local", string[]? roles = null, string[]? facilities = null, string subject = "tester") =>
        Sign(Claims(tenant, roles, facilities, subject).ToJsonString());

    public string Sign(string claims, string algorithm = "ES256")
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = LocalIssuerKey.KeyIdOf(key) };
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        var signature = algorithm switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(signed)),
            _ => key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}
