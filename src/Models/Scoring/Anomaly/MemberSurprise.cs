namespace Triage.Models.Scoring.Anomaly;

/// <summary>How unusual a row is to one member of an ensemble, in nats.</summary>
public readonly record struct MemberSurprise(string Member, double Nats);
