namespace Triage.Grains.Invoices;

/// <summary>How an invoice answered a call.</summary>
public enum InvoiceOutcome
{
    Done = 1,

    /// <summary>The idempotency key belongs to another payload or another invoice.</summary>
    KeyReused = 2,

    /// <summary>The invoice was submitted before with another payload.</summary>
    InvoiceExists = 3,

    /// <summary>No such invoice, or none that the caller may see.</summary>
    NotFound = 4,

    /// <summary>The invoice's status allows no such change any more.</summary>
    NotOpen = 5,

    /// <summary>The invoice already carries another value for the reference.</summary>
    ReferenceAlreadySet = 6,

    /// <summary>The invoice holds as many reports as it takes.</summary>
    TooManyReports = 7,
}
