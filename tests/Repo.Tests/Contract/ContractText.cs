using System.Globalization;
using System.Reflection;
using Google.Api;
using Google.Protobuf.Reflection;
using Triage.Protos.V1;

namespace Triage.Repo.Tests.Contract;

/// <summary>The contract as lines that each say one promise by itself: a field, an enum's value, an rpc.</summary>
internal static class ContractText
{
    public static readonly IReadOnlyList<FileDescriptor> Files =
    [
        .. typeof(IntakeReflection).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<string> Current => [.. Files.SelectMany(LinesOf)];

    public static IEnumerable<string> LinesOf(FileDescriptor file) =>
    [
        $"file {file.Name} package {file.Package} csharp_namespace {file.GetOptions()?.CsharpNamespace}",
        .. file.MessageTypes.SelectMany(LinesOf),
        .. file.EnumTypes.SelectMany(LinesOf),
        .. file.Services.SelectMany(LinesOf),
        .. file.Extensions.UnorderedExtensions.Select(field => $"extend {field.ExtendeeType.FullName} {Number(field.FieldNumber)} {field.FullName} {TypeOf(field)}"),
    ];

    private static IEnumerable<string> LinesOf(MessageDescriptor message) =>
    [
        .. message.Fields.InFieldNumberOrder().Select(LineOf),
        .. message.ToProto().ReservedRange.SelectMany(range => Enumerable.Range(range.Start, range.End - range.Start)).Select(number => $"field {message.FullName} {Number(number)} reserved"),
        .. message.ToProto().ReservedName.Select(name => $"field {message.FullName} {name} reserved"),
        .. message.NestedTypes.SelectMany(LinesOf),
        .. message.EnumTypes.SelectMany(LinesOf),
    ];

    private static string LineOf(FieldDescriptor field)
    {
        var options = field.GetOptions();
        return string.Join(' ', new[]
        {
            $"field {field.ContainingType.FullName} {Number(field.FieldNumber)} {field.Name} {TypeOf(field)}",
            field.IsRepeated ? "repeated" : field.HasPresence && field.FieldType != FieldType.Message && field.RealContainingOneof is null ? "optional" : "",
            field.RealContainingOneof is { } oneof ? $"oneof={oneof.Name}" : "",
            options?.GetExtension(SensitivityExtensions.Sensitivity) is { } sensitivity and not Sensitivity.Unspecified ? $"sensitivity={sensitivity}" : "",
            options?.Deprecated == true ? "deprecated" : "",
        }.Where(part => part.Length > 0));
    }

    private static IEnumerable<string> LinesOf(EnumDescriptor type) => type.Values.Select(value => $"value {type.FullName} {Number(value.Number)} {value.Name}");

    private static IEnumerable<string> LinesOf(ServiceDescriptor service) => service.Methods.Select(rpc =>
        $"rpc {service.FullName} {rpc.Name} ({(rpc.IsClientStreaming ? "stream " : "")}{rpc.InputType.FullName}) returns ({(rpc.IsServerStreaming ? "stream " : "")}{rpc.OutputType.FullName})"
        + (rpc.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is { } http ? $" {RouteOf(http)}" : ""));

    private static string RouteOf(HttpRule http) => string.Join(' ', [$"{http.PatternCase} {PathOf(http)}".Trim(), .. http.Body.Length > 0 ? [$"body={http.Body}"] : Array.Empty<string>()]);

    private static string PathOf(HttpRule http) => http.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => http.Get,
        HttpRule.PatternOneofCase.Post => http.Post,
        HttpRule.PatternOneofCase.Put => http.Put,
        HttpRule.PatternOneofCase.Patch => http.Patch,
        HttpRule.PatternOneofCase.Delete => http.Delete,
        _ => throw new NotSupportedException($"A route of the kind {http.PatternCase} has no line yet."),
    };

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        var scalar => scalar.ToString().ToLowerInvariant(),
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
