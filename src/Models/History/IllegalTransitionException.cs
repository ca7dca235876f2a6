using Triage.Models.Lifecycle;

namespace Triage.Models.History;

/// <summary>A history that cannot be: a bug or damaged storage, never a caller's mistake.</summary>
public sealed class IllegalTransitionException(InvoiceStatus? from, InvoiceEventType by)
    : InvalidOperationException($"{by} cannot follow {(from is null ? "nothing" : from.ToString())}.");
