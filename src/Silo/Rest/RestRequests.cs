using System.Buffers;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Rest;

/// <summary>
/// Reads a REST request before transcoding does and answers what is wrong with it as the contract answers every violation:
/// all of it, with field paths, without the caller's values. What passes here transcoding can read.
/// </summary>
internal sealed class RestRequests(RequestDelegate next, IOptions<EdgeOptions> edge, EdgeMetrics metrics)
{
    // As deep as transcoding reads.
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 64 };

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is not { } rest)
        {
            await next(context);
            return;
        }

        var violations = new Violations();
        if (rest.HttpRule.Body.Length == 0)
        {
            QueryShape.Check(context.Request.Query, rest.MethodDescriptor.InputType, violations);
        }
        else if (!IsJson(context.Request))
        {
            var refusal = RpcErrors.Of(Google.Rpc.Code.InvalidArgument, "The body must be application/json in UTF-8, not compressed.");
            await RefusedRequests.AnswerAsync(context, refusal, StatusCodes.Status415UnsupportedMediaType);
            return;
        }
        else if (await ReadAsync(context) is not { } body)
        {
            metrics.OnRefused(LimitKind.Bytes);
            await RefusedRequests.AnswerAsync(context, LimitErrors.TooLarge("Edge:ReceiveBytesMax", "The request is larger than anybody may send"), StatusCodes.Status413PayloadTooLarge);
            return;
        }
        else
        {
            CheckBody(body, BodyOf(rest), violations);
            context.Request.Body = new MemoryStream(body, writable: false);
        }

        if (violations.Refusal is { } violated)
        {
            await RefusedRequests.AnswerAsync(context, violated);
            return;
        }

        await next(context);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.Count == 0;

    private static MessageDescriptor BodyOf(GrpcJsonTranscodingMetadata rest) => rest.HttpRule.Body == "*"
        ? rest.MethodDescriptor.InputType
        : rest.MethodDescriptor.InputType.FindFieldByName(rest.HttpRule.Body).MessageType;

    private static void CheckBody(byte[] body, MessageDescriptor message, Violations violations)
    {
        try
        {
            using var json = JsonDocument.Parse(body.AsMemory(body.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0), Depth);
            new JsonShape(violations).Check(json.RootElement, message, "");
        }
        catch (JsonException broken)
        {
            violations.Add("", $"is not JSON, or nested deeper than {Depth.MaxDepth}, at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}");
        }
    }

    /// <returns><c>null</c>: it is larger than anybody may send.</returns>
    private async Task<byte[]?> ReadAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(context.RequestAborted);
                if (read.Buffer.Length > edge.Value.ReceiveBytesMax)
                {
                    return null;
                }

                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    reader.AdvanceTo(read.Buffer.End);
                    return body;
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
