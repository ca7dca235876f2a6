namespace Triage.Clients;

internal sealed record ClientRefusedItem(string Ordinal, int Code, string[] Fields);
