namespace Triage.Clients;

/// <param name="Answered">How many ordinals were answered for good.</param>
internal sealed record ClientBulk(int Accepted, ClientRefusedItem[] Refused, int Answered, string FirstOrdinal);
