namespace Triage.Contracts.Tests;

/// <summary>What the server saw of one attempt.</summary>
public sealed record SeenCall(DateTime Deadline, string? Authorization);
