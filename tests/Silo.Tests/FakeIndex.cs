using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Silo.Tests;

internal sealed class FakeIndex : IInvoiceIndex
{
    public const int RowCount = 5;

    public InvoiceQuery? Asked { get; private set; }

    public ValueTask<ImmutableArray<InvoiceRow>> ListAsync(InvoiceQuery query, CancellationToken cancellationToken = default)
    {
        Asked = query;
        return ValueTask.FromResult<ImmutableArray<InvoiceRow>>(
        [
            .. Enumerable.Range(1, RowCount).Reverse().Where(position => position < query.BeforeArrival).Take(query.CountMax).Select(position => new InvoiceRow(
                InvoiceKey.Create(query.Tenant, "erp", $"{position}"), position, InvoiceStatus.InReview, VerdictKind.Review, VerdictKind.None,
                (1L << (int)ExceptionCode.NoRuleMatched) | (1L << (int)ExceptionCode.DuplicateSuspected), InvoiceKind.Invoice, "S1", null, "north", null, "GBP", 100, null, position,
                CodingStatus.Suggested, PaymentStatus.Scheduled)),
        ]);
    }
}
