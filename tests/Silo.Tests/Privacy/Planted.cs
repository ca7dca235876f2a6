using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Triage.Silo.Tests.Privacy;

/// <summary>Unique texts, one for each field of a message that holds text; those with a form of their own keep what they have.</summary>
internal sealed class Planted
{
    // What names the invoice stands in keys and logs, which is what it is for.
    private static readonly string[] Names = ["source_system", "source_invoice_id", "invoice_id"];
    private static readonly string[] WithForm = ["currency", "quantity", "unit_price"];

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    /// <summary>Each text, and where it was put.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    public string Next(string where)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"Zq{_fields.Count:D3}planted");
        _fields.Add(text, where);
        return text;
    }

    /// <summary>Also into fields that will be added one day.</summary>
    public T Into<T>(T message)
        where T : IMessage
    {
        Fill(message, message.Descriptor.Name);
        return message;
    }

    private void Fill(IMessage message, string path)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var own = $"{path}.{field.Name}";
            if (field.FieldType == FieldType.String && !field.IsRepeated && !Names.Contains(field.Name) && !WithForm.Contains(field.Name) && !field.Name.EndsWith("_date", StringComparison.Ordinal))
            {
                field.Accessor.SetValue(message, Next(own));
            }
            else if (field.FieldType == FieldType.Message && field.IsRepeated && !field.IsMap)
            {
                foreach (IMessage item in (System.Collections.IList)field.Accessor.GetValue(message))
                {
                    Fill(item, own);
                }
            }
            else if (field.FieldType == FieldType.Message && !field.IsRepeated && field.MessageType.File.Package == message.Descriptor.File.Package)
            {
                var child = (IMessage?)field.Accessor.GetValue(message) ?? field.MessageType.Parser.ParseFrom([]);
                Fill(child, own);
                field.Accessor.SetValue(message, child);
            }
        }
    }
}
