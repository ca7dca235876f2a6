namespace Triage.Clients;

internal sealed record ClientPages(int[] PageSizes, int Distinct);
