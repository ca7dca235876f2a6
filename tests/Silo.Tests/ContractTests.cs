using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Matching;
using Triage.Models.Scoring;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests;

public sealed class ContractTests
{
    public static TheoryData<Type, Type> Enumerations => new()
    {
        { typeof(InvoiceStatus), typeof(Proto.InvoiceStatus) }, { typeof(CodingStatus), typeof(Proto.CodingStatus) },
        { typeof(PaymentStatus), typeof(Proto.PaymentStatus) }, { typeof(VerdictKind), typeof(Proto.VerdictKind) },
        { typeof(Severity), typeof(Proto.Severity) }, { typeof(Reference), typeof(Proto.Reference) }, { typeof(ScoreUnit), typeof(Proto.ScoreUnit) },
        { typeof(Check), typeof(Proto.Check) }, { typeof(ExceptionCode), typeof(Proto.ExceptionCode) }, { typeof(TriageCause), typeof(Proto.TriageCause) },
        { typeof(InvoiceKind), typeof(Proto.InvoiceKind) }, { typeof(InvoiceEventType), typeof(Proto.EventType) },
    };

    [Theory, MemberData(nameof(Enumerations))]
    public void Numbers_of_domain_and_contract_are_equal(Type domain, Type proto)
    {
        static Dictionary<int, string> Read(Type type) => Enum.GetValues(type).Cast<object>()
            .ToDictionary(value => Convert.ToInt32(value, CultureInfo.InvariantCulture), value => value.ToString() ?? "");
        var (ours, theirs) = (Read(domain), Read(proto));
        Assert.Equal("Unspecified", theirs[0]);
        Assert.True(ours.Remove(0, out var zero) is false || zero == "None");
        theirs.Remove(0);
        Assert.Equal(theirs.OrderBy(pair => pair.Key), ours.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void Every_fact_of_a_twin_has_a_text() => Assert.All(Enum.GetValues<TwinFact>(), fact => Assert.NotEmpty(VerdictMapping.ToText(fact)));

    [Fact]
    public void ToProto_every_field_of_an_invoice_comes_back()
    {
        var number = 0;
        var invoice = (Proto.Invoice)Fill(new Proto.Invoice(), ref number);
        var violations = new Violations();
        var back = invoice.ToDomain(violations).ToProto();
        violations.ThrowIfAny();
        Assert.Equal(invoice, back);
    }

    /// <summary>Sets every field, also those that will be added one day, to a value of its own.</summary>
    private static IMessage Fill(IMessage message, ref int number)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            number++;
            if (field.IsRepeated)
            {
                var list = (System.Collections.IList)field.Accessor.GetValue(message);
                list.Add(Fill(field.MessageType.Parser.ParseFrom([]), ref number));
                list.Add(Fill(field.MessageType.Parser.ParseFrom([]), ref number));
                continue;
            }

            field.Accessor.SetValue(message, field.FieldType switch
            {
                FieldType.Message => Fill(field.MessageType.Parser.ParseFrom([]), ref number),
                FieldType.String when field.Name.EndsWith("_date", StringComparison.Ordinal) => new DateOnly(2025, 1, 1).AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                FieldType.String when field.Name == "currency" => "KWD",
                FieldType.String when field.Name is "quantity" or "unit_price" => $"-{number}.25",
                FieldType.String => $"value-{number}",
                FieldType.Int32 => number,
                FieldType.Int64 => (long)-number,
                FieldType.Bytes => ByteString.CopyFrom([.. Enumerable.Repeat((byte)number, 32)]),
                FieldType.Enum => (object)2,
                _ => throw new NotSupportedException(field.FullName),
            });
        }

        return message;
    }
}
