using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triage.Cli.Output;

/// <summary>Where `--json` sends its document.</summary>
internal sealed class JsonOutput(string? target)
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public bool TakesStandardOutput => target == "-";

    public static string Serialize<T>(T document) => JsonSerializer.Serialize(document, Written);

    public async Task WriteAsync<T>(T document, CancellationToken cancellationToken)
    {
        if (target is null)
        {
            return;
        }

        var text = Serialize(document) + "\n";
        if (TakesStandardOutput)
        {
            await Console.Out.WriteAsync(text.AsMemory(), cancellationToken);
        }
        else
        {
            await File.WriteAllTextAsync(target, text, cancellationToken);
        }
    }
}
