using Google.Protobuf;
using Triage.Protos.V1;

namespace Triage.Cli.Feed;

/// <summary>Where events go: lines for people on standard output, lines of JSON where they are asked for.</summary>
internal sealed class EventOutput : IDisposable
{
    private readonly TextWriter? _people;
    private readonly TextWriter? _json;
    private readonly bool _ownsJson;

    /// <param name="jsonTarget">A file, or - for standard output, which then has nothing for people; <c>null</c>: no JSON.</param>
    public EventOutput(string? jsonTarget, TextWriter standard)
    {
        _ownsJson = jsonTarget is not (null or "-");
        _json = jsonTarget switch
        {
            null => null,
            "-" => standard,
            _ => new StreamWriter(jsonTarget, append: true) { AutoFlush = true },
        };
        _people = jsonTarget == "-" ? null : standard;
    }

    public void Write(FeedEvent happened)
    {
        _people?.WriteLine(EventLine.Of(happened));
        _json?.WriteLine(JsonFormatter.Default.Format(happened));
    }

    public void Dispose()
    {
        if (_ownsJson)
        {
            _json?.Dispose();
        }
    }
}
