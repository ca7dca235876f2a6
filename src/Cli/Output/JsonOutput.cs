using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triage.Cli.Output;

/// <summary>Where `--json` sends its document.</summary>
internal sealed class JsonOutput
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly string? _target;

    /// <exception cref="CliException">Nothing can be written there: better said before hours of work than after.</exception>
    public JsonOutput(string? target)
    {
        _target = target;
        if (target is null || TakesStandardOutput)
        {
            return;
        }

        try
        {
            var isNew = !File.Exists(target);
            using (File.Open(target, FileMode.Append, FileAccess.Write))
            {
            }

            if (isNew)
            {
                File.Delete(target);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CliException(ExitCode.Failed, $"--json {target} cannot be written: {refused.Message}");
        }
    }

    public bool TakesStandardOutput => _target == "-";

    public static string Serialize<T>(T document) => JsonSerializer.Serialize(document, Written);

    public async Task WriteAsync<T>(T document, CancellationToken cancellationToken)
    {
        if (_target is null)
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
            await File.WriteAllTextAsync(_target, text, cancellationToken);
        }
    }
}
