using System.Diagnostics;
using Triage.Models.Gating;
using Triage.Models.Intake;

namespace Triage.Grains.Invoices;

/// <summary>The spans of an invoice's way. An id is the most that they say of it.</summary>
public static class InvoiceTracing
{
    public const string SourceName = "Triage.Invoices";

    private static readonly ActivitySource Source = new(SourceName);

    internal static Activity? Triage(InvoiceKey key, TriageCause cause) =>
        Source.StartActivity("triage")?.SetTag("triage.invoice", key.InvoiceId).SetTag("triage.cause", cause.ToString());

    /// <summary>From the wish to write to the answer after the commit.</summary>
    internal static Activity? Append(InvoiceKey key, long seq) =>
        Source.StartActivity("append")?.SetTag("triage.invoice", key.InvoiceId).SetTag("triage.seq", seq);
}
