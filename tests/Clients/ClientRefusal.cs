namespace Triage.Clients;

internal sealed record ClientRefusal(string Code, string? Reason, string[] Fields, string[] Preconditions);
