using Triage.Models.Intake;
using Triage.Models.Payloads;

namespace Triage.Models.Matching;

/// <summary>The stored form of a summary, version 1.</summary>
public static class TwinSummaryCodec
{
    private const byte Version = 1;

    public static byte[] Encode(TwinSummary summary)
    {
        var to = new PayloadWriter();
        to.Byte(Version);
        to.Byte((byte)summary.Kind);
        to.Fixed64(summary.SupplierHash);
        to.Text(summary.Number);
        to.Text(summary.NumberNormalised);
        to.Text(summary.Currency);
        to.Signed(summary.AmountMinor);
        to.Count(summary.IssueDay);
        to.Fixed64(summary.PurchaseOrderHash);
        to.Fixed64(summary.LinesHash);
        to.Count(summary.LineCount);
        to.Text(summary.CorrectsNormalised);
        return to.ToArray();
    }

    public static TwinSummary Decode(ReadOnlySpan<byte> stored)
    {
        var from = new PayloadReader(stored);
        if (from.Byte() != Version)
        {
            throw new PayloadDamagedException();
        }

        return new TwinSummary
        {
            Kind = (InvoiceKind)from.Byte(),
            SupplierHash = from.Fixed64(),
            Number = from.Text(),
            NumberNormalised = from.Text(),
            Currency = from.RequiredText(),
            AmountMinor = from.Signed(),
            IssueDay = (int)from.Unsigned(),
            PurchaseOrderHash = from.Fixed64(),
            LinesHash = from.Fixed64(),
            LineCount = (int)from.Unsigned(),
            CorrectsNormalised = from.Text(),
        };
    }
}
