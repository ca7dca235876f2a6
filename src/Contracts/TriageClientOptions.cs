namespace Triage.Client;

/// <summary>How to reach the service.</summary>
public sealed record TriageClientOptions
{
    /// <summary>For example http://127.0.0.1:7500.</summary>
    public required Uri Address { get; init; }

    /// <summary>The bearer token (JWT) that every call carries. Default: none, then <see cref="TokenSource"/> must be given.</summary>
    public string? Token { get; init; }

    /// <summary>Asked for the token of each call, in place of <see cref="Token"/>: for a host that outlives one. Default: none.</summary>
    public Func<CancellationToken, Task<string>>? TokenSource { get; init; }

    /// <summary>Lets plain http carry the token to another machine. Default: false, plain http is for the loopback interface.</summary>
    public bool AllowPlaintext { get; init; }

    /// <summary>For a unary call that names none of its own; all its attempts together, what AwaitVerdict waits comes on top. Default: 10 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a unary call is sent at most. Default: 4.</summary>
    public int AttemptsMax { get; init; } = 4;

    /// <summary>How long a subscription may be silent before it counts as broken; longer than the service's heartbeat. Default: 30 s.</summary>
    public TimeSpan SilenceMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Default: the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
