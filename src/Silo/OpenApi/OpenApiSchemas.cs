using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.OpenApi;

namespace Triage.Silo.OpenApi;

/// <summary>Messages as proto3's JSON form shows them; each is written once under the document's components.</summary>
internal sealed class OpenApiSchemas(OpenApiDocument document)
{
    private readonly IDictionary<string, IOpenApiSchema> schemas = document.Components?.Schemas ?? throw new ArgumentException("The document needs a place for schemas.");

    public IOpenApiSchema ReferenceTo(MessageDescriptor message)
    {
        if (message.FullName == Timestamp.Descriptor.FullName)
        {
            return new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" };
        }

        if (message.FullName == Duration.Descriptor.FullName)
        {
            // As proto3 writes it: seconds with an s behind, for example 1.5s.
            return new OpenApiSchema { Type = JsonSchemaType.String };
        }

        if (message.FullName == Any.Descriptor.FullName)
        {
            return new OpenApiSchema { Type = JsonSchemaType.Object };
        }

        if (!schemas.ContainsKey(message.Name))
        {
            var properties = new Dictionary<string, IOpenApiSchema>();
            schemas[message.Name] = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = properties };
            foreach (var field in message.Fields.InDeclarationOrder())
            {
                properties[field.JsonName] = Of(field);
            }
        }

        return new OpenApiSchemaReference(message.Name, document);
    }

    public IOpenApiSchema Of(FieldDescriptor field) =>
        field.IsRepeated ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = OfOne(field) } : OfOne(field);

    private IOpenApiSchema OfOne(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => ReferenceTo(field.MessageType),
        FieldType.Enum => ReferenceTo(field.EnumType),
        FieldType.String => new OpenApiSchema { Type = JsonSchemaType.String },
        FieldType.Bytes => new OpenApiSchema { Type = JsonSchemaType.String, Format = "byte" },
        FieldType.Bool => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        FieldType.Int32 => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
        FieldType.Int64 => new OpenApiSchema { Type = JsonSchemaType.String, Format = "int64" },
        FieldType.Float => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "float" },
        _ => throw new NotSupportedException($"{field.FullName} has a type without a schema."),
    };

    private OpenApiSchemaReference ReferenceTo(EnumDescriptor type)
    {
        schemas.TryAdd(type.Name, new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. type.Values.Select(value => (JsonNode)JsonValue.Create(value.Name))],
        });
        return new OpenApiSchemaReference(type.Name, document);
    }
}
