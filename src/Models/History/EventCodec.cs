using System.Runtime.InteropServices;
using Triage.Models.Payloads;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Models.History;

/// <summary>
/// The stored form of events. The first byte is the version; a snapshot test holds version 1 fixed for
/// ever, because histories are never rewritten.
/// </summary>
public static class EventCodec
{
    private const byte Version = 1;

    public static EncodedEvent Encode(InvoiceEvent happened)
    {
        var open = Begin();
        PayloadWriter? sensitive = null;
        open.Text(happened.Actor);
        open.Flag(happened.Request is not null);
        if (happened.Request is { } request)
        {
            open.Text(request.Rpc);
            open.Text(request.Key);
        }

        switch (happened)
        {
            case Received received:
                InvoiceCodec.WriteOpen(open, received.Invoice);
                open.Bytes(received.PayloadSha256.AsSpan());
                open.Text(received.Supersedes);
                if (InvoiceCodec.HasSensitive(received.Invoice))
                {
                    InvoiceCodec.WriteSensitive(sensitive = Begin(), received.Invoice);
                }

                break;
            case Triaged triaged:
                open.Byte((byte)triaged.Cause);
                VerdictCodec.Write(open, triaged.Verdict);
                break;
            case ReferenceProvided provided:
                open.Byte((byte)provided.Reference);
                (sensitive = Begin()).Text(provided.Value);
                break;
            case RetriageRequested retriage:
                (sensitive = Begin()).Text(retriage.Reason);
                break;
            case Cancelled cancelled:
                (sensitive = Begin()).Text(cancelled.Reason);
                break;
            case Superseded superseded:
                open.Text(superseded.By);
                break;
            case StatusReported reported:
                StatusReportCodec.WriteOpen(open, reported.Report);
                if (StatusReportCodec.HasSensitive(reported.Report))
                {
                    StatusReportCodec.WriteSensitive(sensitive = Begin(), reported.Report);
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened));
        }

        var features = happened is Triaged { Verdict.Features: { IsEmpty: false } asked } ? ImmutableCollectionsMarshal.AsArray(asked) : null;
        return new EncodedEvent(happened.Type, happened.AtMicros, open.ToArray(), sensitive?.ToArray(), features);
    }

    /// <param name="sensitive"><c>null</c> where there were no sensitive fields, or they were destroyed.</param>
    public static InvoiceEvent Decode(InvoiceEventType type, long atMicros, ReadOnlySpan<byte> payload, byte[]? sensitive)
    {
        var from = new PayloadReader(payload);
        Expect(ref from);
        var actor = from.RequiredText();
        var request = from.Flag() ? new RequestKey(from.RequiredText(), from.RequiredText()) : null;
        return type switch
        {
            InvoiceEventType.Received => ReadReceived(ref from, sensitive, atMicros, actor, request),
            InvoiceEventType.Triaged => new Triaged { AtMicros = atMicros, Actor = actor, Request = request, Cause = (TriageCause)from.Byte(), Verdict = VerdictCodec.Read(ref from) },
            InvoiceEventType.ReferenceProvided => new ReferenceProvided { AtMicros = atMicros, Actor = actor, Request = request, Reference = (Reference)from.Byte(), Value = SensitiveText(sensitive) },
            InvoiceEventType.RetriageRequested => new RetriageRequested { AtMicros = atMicros, Actor = actor, Request = request, Reason = SensitiveText(sensitive) },
            InvoiceEventType.Cancelled => new Cancelled { AtMicros = atMicros, Actor = actor, Request = request, Reason = SensitiveText(sensitive) },
            InvoiceEventType.Superseded => new Superseded { AtMicros = atMicros, Actor = actor, Request = request, By = from.RequiredText() },
            InvoiceEventType.StatusReported => new StatusReported { AtMicros = atMicros, Actor = actor, Request = request, Report = ReadReport(ref from, sensitive) },
            _ => throw new PayloadDamagedException(),
        };
    }

    private static Received ReadReceived(ref PayloadReader from, byte[]? sensitive, long atMicros, string actor, RequestKey? request)
    {
        var invoice = InvoiceCodec.ReadOpen(ref from);
        var hash = from.Bytes();
        if (sensitive is not null)
        {
            var hidden = new PayloadReader(sensitive);
            Expect(ref hidden);
            invoice = InvoiceCodec.ReadSensitive(ref hidden, invoice);
        }

        return new Received { AtMicros = atMicros, Actor = actor, Request = request, Invoice = invoice, PayloadSha256 = [.. hash], Supersedes = from.Text() };
    }

    private static StatusReport ReadReport(ref PayloadReader from, byte[]? sensitive)
    {
        var report = StatusReportCodec.ReadOpen(ref from);
        if (sensitive is null)
        {
            return report;
        }

        var hidden = new PayloadReader(sensitive);
        Expect(ref hidden);
        return StatusReportCodec.ReadSensitive(ref hidden, report);
    }

    private static string SensitiveText(byte[]? sensitive)
    {
        if (sensitive is null)
        {
            return "(destroyed)";
        }

        var from = new PayloadReader(sensitive);
        Expect(ref from);
        return from.RequiredText();
    }

    private static PayloadWriter Begin()
    {
        var writer = new PayloadWriter();
        writer.Byte(Version);
        return writer;
    }

    private static void Expect(ref PayloadReader from)
    {
        if (from.Byte() != Version)
        {
            throw new PayloadDamagedException();
        }
    }
}
