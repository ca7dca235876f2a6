using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Registry;
using Triage.Models.Scoring;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Triage.Silo.Lifecycle;
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
        { typeof(InvoiceKind), typeof(Proto.InvoiceKind) }, { typeof(InvoiceEventType), typeof(Proto.EventType) }, { typeof(ReportStanding), typeof(Proto.ReportStanding) },
        { typeof(MasterDataKind), typeof(Proto.MasterDataKind) }, { typeof(SupplierHold), typeof(Proto.SupplierHold) },
        { typeof(ModelStanding), typeof(Proto.ModelStanding) }, { typeof(RegistryActionKind), typeof(Proto.RegistryActionKind) },
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

    [Fact]
    public void ToProto_every_field_of_every_fact_comes_back()
    {
        var number = 0;
        var read = new HashSet<ReportedFact>();
        foreach (var fact in Proto.StatusReport.Descriptor.Oneofs.Single().Fields)
        {
            var report = new Proto.StatusReport { Source = "erp", EventId = "e-1", OccurredAt = new() { Seconds = 1_700_000_000 } };
            var filled = Fill(fact.MessageType.Parser.ParseFrom([]), ref number);
            if (filled is Proto.PaymentMade made)
            {
                made.AmountMinor = -made.AmountMinor;
            }

            fact.Accessor.SetValue(report, filled);
            var violations = new Violations();
            var domain = new ReportReading(TimeProvider.System).Read(report, violations);
            violations.ThrowIfAny();
            Assert.Equal(report, domain.ToProto());
            Assert.True(read.Add(domain.Fact), $"{fact.Name} is read as {domain.Fact}.");
        }

        Assert.Equal(Enum.GetValues<ReportedFact>().Order(), read.Order());
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
