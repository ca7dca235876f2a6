using Triage.Models.Intake;

namespace Triage.Models.Features.Sheets;

/// <param name="Position">Of the verdict in the feed.</param>
/// <param name="Seq">Of the verdict in the invoice's history.</param>
/// <param name="Payload">A <see cref="FeatureSheet"/>, not decoded: one that is damaged spoils no other.</param>
public sealed record KeptFeatures(long Position, InvoiceKey Key, long Seq, byte[] Payload);
