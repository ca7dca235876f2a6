using Google.Api;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace Triage.Silo.OpenApi;

/// <summary>The REST surface as the contract's google.api.http options make it.</summary>
internal static class OpenApiGenerator
{
    private const string Bearer = "bearer";

    public static OpenApiDocument Generate(params IEnumerable<FileDescriptor> files)
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo { Title = "Triage Cluster", Version = "v1" },
            Paths = new OpenApiPaths(),
            Components = new OpenApiComponents
            {
                Schemas = new Dictionary<string, IOpenApiSchema>(),
                SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
                },
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        var schemas = new OpenApiSchemas(document);
        foreach (var method in files.SelectMany(file => file.Services).SelectMany(service => service.Methods))
        {
            if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is { } rule)
            {
                Add(document, schemas, method, rule);
            }
        }

        return document;
    }

    private static void Add(OpenApiDocument document, OpenApiSchemas schemas, MethodDescriptor method, HttpRule rule)
    {
        var (verb, template) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => (HttpMethod.Get, rule.Get),
            HttpRule.PatternOneofCase.Post => (HttpMethod.Post, rule.Post),
            HttpRule.PatternOneofCase.Put => (HttpMethod.Put, rule.Put),
            HttpRule.PatternOneofCase.Patch => (HttpMethod.Patch, rule.Patch),
            HttpRule.PatternOneofCase.Delete => (HttpMethod.Delete, rule.Delete),
            _ => throw new NotSupportedException($"{method.FullName} has a pattern without an OpenAPI form."),
        };
        var path = RestPath.Parse(template);
        var operation = new OpenApiOperation
        {
            OperationId = method.Name,
            Tags = new HashSet<OpenApiTagReference>(),
            Parameters = [.. path.Parameters.Select(InPath)],
            Responses = new OpenApiResponses
            {
                ["200"] = new OpenApiResponse { Description = "Done.", Content = Json(schemas.ReferenceTo(method.OutputType)) },
                ["default"] = new OpenApiResponse { Description = "Refused; a google.rpc.Status says why.", Content = Json(schemas.ReferenceTo(Google.Rpc.Status.Descriptor)) },
            },
        };
        if (rule.Body == "*")
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Json(schemas.ReferenceTo(method.InputType)) };
        }
        else
        {
            foreach (var field in method.InputType.Fields.InDeclarationOrder().Where(field => field.Name != path.Field))
            {
                operation.Parameters.Add(new OpenApiParameter { Name = field.JsonName, In = ParameterLocation.Query, Schema = schemas.Of(field) });
            }
        }

        if (!document.Paths.TryGetValue(path.Template, out var item))
        {
            item = new OpenApiPathItem { Operations = [] };
            document.Paths.Add(path.Template, item);
        }

        ((OpenApiPathItem)item).AddOperation(verb, operation);
    }

    private static IOpenApiParameter InPath(string name) => new OpenApiParameter
    {
        Name = name,
        In = ParameterLocation.Path,
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static Dictionary<string, IOpenApiMediaType> Json(IOpenApiSchema schema) =>
        new() { ["application/json"] = new OpenApiMediaType { Schema = schema } };
}
