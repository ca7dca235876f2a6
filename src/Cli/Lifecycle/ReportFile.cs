using System.Runtime.CompilerServices;
using Google.Protobuf;
using Triage.Protos.V1;

namespace Triage.Cli.Lifecycle;

/// <summary>Reports as JSON lines, in the form that proto3 gives to a ReportRequest. A bad line is one bad line.</summary>
internal static class ReportFile
{
    private const string StandardInput = "-";

    public static async IAsyncEnumerable<ReportLine> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = path == StandardInput ? Console.In : new StreamReader(path);
        for (long number = 1; await reader.ReadLineAsync(cancellationToken) is { } text; number++)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return Read(number, text);
            }
        }
    }

    public static ReportLine Read(long number, string text)
    {
        try
        {
            return new ReportLine(number, text, ReportRequest.Parser.ParseJson(text), null);
        }
        catch (Exception bad) when (bad is InvalidJsonException or InvalidProtocolBufferException)
        {
            return new ReportLine(number, text, null, $"is no report in JSON: {bad.Message}");
        }
    }
}
