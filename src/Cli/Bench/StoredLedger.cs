namespace Triage.Cli.Bench;

/// <summary>The made-up ledger whose first part is stored and whose rest is sent to it.</summary>
/// <param name="Seed">Equal seeds give equal invoices.</param>
/// <param name="Invoices">In all.</param>
/// <param name="First">The first that is sent; those before it are stored.</param>
internal sealed record StoredLedger(ulong Seed, int Invoices, int First);
