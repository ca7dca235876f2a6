using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Intake;
using Triage.Silo.Errors;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

internal static class LineMapping
{
    public const int LinesMax = 10_000;
    private const int LineIdMax = 64;

    public static ImmutableArray<InvoiceLine> ToDomain(IReadOnlyList<Proto.InvoiceLine> protos, Violations violations)
    {
        if (protos.Count is < 1 or > LinesMax)
        {
            violations.Add("invoice.lines", "must be 1 to 10000");
            return [];
        }

        var lines = ImmutableArray.CreateBuilder<InvoiceLine>(protos.Count);
        var ids = new HashSet<string>(protos.Count, StringComparer.Ordinal);
        Int128 sum = 0;
        for (var i = 0; i < protos.Count; i++)
        {
            var fields = new Fields(violations, "invoice.lines", i);
            var line = ToDomain(protos[i], fields);
            lines.Add(line);
            sum += line.AmountMinor;
            if (line.LineId.Length > 0 && !ids.Add(line.LineId))
            {
                fields.Refuse("line_id", "stands on another line too");
            }
        }

        if (sum < -Fields.AmountMax || sum > Fields.AmountMax)
        {
            violations.Add("invoice.lines", "must add up to between -10^15 and 10^15 minor units");
        }

        return lines.MoveToImmutable();
    }

    public static Proto.InvoiceLine ToProto(InvoiceLine line)
    {
        var proto = new Proto.InvoiceLine
        {
            LineId = line.LineId,
            Text = line.Text ?? "",
            Quantity = ToProto(line.Quantity),
            Unit = line.Unit ?? "",
            UnitPrice = ToProto(line.UnitPrice),
            AmountMinor = line.AmountMinor,
            ItemCode = line.ItemCode ?? "",
            ServiceCode = line.ServiceCode ?? "",
            AccountCode = line.AccountCode ?? "",
            CostCentre = line.CostCentre ?? "",
        };
        if (line.TaxMinor is { } tax)
        {
            proto.TaxAmountMinor = tax;
        }

        return proto;
    }

    private static InvoiceLine ToDomain(Proto.InvoiceLine proto, Fields fields) => new()
    {
        LineId = fields.RequiredIdentifier("line_id", proto.LineId, LineIdMax),
        Text = fields.Text("text", proto.Text),
        Quantity = fields.Decimal("quantity", proto.Quantity),
        Unit = fields.Identifier("unit", proto.Unit),
        UnitPrice = fields.Decimal("unit_price", proto.UnitPrice),
        AmountMinor = fields.Amount("amount_minor", proto.AmountMinor),
        TaxMinor = proto.HasTaxAmountMinor ? fields.Amount("tax_amount_minor", proto.TaxAmountMinor) : null,
        ItemCode = fields.Identifier("item_code", proto.ItemCode),
        ServiceCode = fields.Identifier("service_code", proto.ServiceCode),
        AccountCode = fields.Identifier("account_code", proto.AccountCode),
        CostCentre = fields.Identifier("cost_centre", proto.CostCentre),
    };

    // The value in its shortest form, as it is stored: "10.00" and "10" are one quantity.
    private static string ToProto(decimal? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
