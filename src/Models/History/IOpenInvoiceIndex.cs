using System.Collections.Immutable;

namespace Triage.Models.History;

/// <summary>Finds the invoices that triage can still judge: received, in review, on hold or cleared.</summary>
public interface IOpenInvoiceIndex
{
    /// <summary>In the order of their paths, byte by byte, after one; the empty path comes before all.</summary>
    ValueTask<ImmutableArray<OpenInvoice>> OpenAfterAsync(string tenant, string path, int countMax, CancellationToken cancellationToken = default);
}
