using Npgsql;

namespace Triage.Storage.Postgres;

/// <summary>What is known of a call that failed.</summary>
internal enum PostgresFailure
{
    /// <summary>No connection: nothing was tried.</summary>
    NotTried = 1,

    /// <summary>The server rolled it back because of others; the same may succeed at once.</summary>
    Collided = 2,

    /// <summary>The server rolled it back and cannot do it now.</summary>
    RolledBack = 3,

    /// <summary>It can never succeed: a violated constraint, a value that cannot be stored, a bug.</summary>
    Deterministic = 4,

    /// <summary>The wire broke or the server died: it may be committed.</summary>
    Unknown = 5,
}

internal static class PostgresFailures
{
    /// <summary>Of a failure after the connection was open.</summary>
    public static PostgresFailure Of(Exception failure) => failure switch
    {
        // A session that dies says so at any moment, also between its commit and the answer.
        PostgresException { InvariantSeverity: "FATAL" or "PANIC" } => PostgresFailure.Unknown,
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => PostgresFailure.Collided,
        PostgresException known when IsOfTheMoment(known.SqlState) => PostgresFailure.RolledBack,
        PostgresException => PostgresFailure.Deterministic,
        NpgsqlException or TimeoutException or IOException or OperationCanceledException or ObjectDisposedException => PostgresFailure.Unknown,
        _ => PostgresFailure.Deterministic,
    };

    // Classes: 08 connection, 25 transaction state (a server that only reads), 53 resources, 55 object state (lock timeout), 57 intervention, 58 system, XX the server itself.
    private static bool IsOfTheMoment(string sqlState) => sqlState[..2] is "08" or "25" or "53" or "55" or "57" or "58" or "XX";
}
