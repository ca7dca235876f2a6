using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triage.Clients;

/// <summary>What a gRPC client prints about the way of its invoices.</summary>
internal sealed record ClientReport
{
    private static readonly JsonSerializerOptions Shape = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    public required ClientAnswer Submit { get; init; }

    public required ClientAnswer Replay { get; init; }

    public required ClientRefusal KeyReused { get; init; }

    public required ClientRefusal Violations { get; init; }

    public required ClientRefusal NoToken { get; init; }

    public required ClientRefusal NoRole { get; init; }

    public required ClientBulk Bulk { get; init; }

    public required ClientRecord Get { get; init; }

    public required string[] History { get; init; }

    public required ClientRefusal Absent { get; init; }

    public required ClientPages List { get; init; }

    public required ClientAnswer Cancel { get; init; }

    public required ClientAnswer CancelReplay { get; init; }

    public required ClientRefusal CancelAgain { get; init; }

    public static ClientReport Parse(string json) => JsonSerializer.Deserialize<ClientReport>(json, Shape) ?? throw new FormatException("The client printed null.");
}
