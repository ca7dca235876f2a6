using Google.Protobuf.Reflection;
using Triage.Silo.Errors;

namespace Triage.Silo.Rest;

/// <summary>Compares the parameters of an address with the request message that they shall become.</summary>
internal static class QueryShape
{
    public static void Check(IQueryCollection query, MessageDescriptor request, Violations violations)
    {
        var shape = new JsonShape(violations);
        foreach (var (name, values) in query)
        {
            if (FieldAt(request, name) is not (var field, var path))
            {
                violations.Add(JsonShape.Known(name), "is not a parameter of this call");
            }
            else if (values.Count > 1 && !field.IsRepeated)
            {
                violations.Add(path, "is given twice");
            }
            else
            {
                foreach (var value in values)
                {
                    shape.CheckText(value ?? "", field, path);
                }
            }
        }
    }

    private static (FieldDescriptor Field, string Path)? FieldAt(MessageDescriptor message, string name)
    {
        FieldDescriptor? field = null;
        var path = "";
        foreach (var part in name.Split('.'))
        {
            if (field is not null && (field.FieldType != FieldType.Message || field.IsRepeated))
            {
                return null;
            }

            field = JsonShape.FieldNamed(field?.MessageType ?? message, part);
            if (field is null)
            {
                return null;
            }

            path = JsonShape.Join(path, field.Name);
        }

        return field is null ? null : (field, path);
    }
}
