using Npgsql;
using Triage.Models.History;

namespace Triage.Storage.Postgres;

/// <summary>Why a server does not let us in, in words that say what to do. Never a password.</summary>
internal static class StoreRefusals
{
    public static Exception Explain(NpgsqlException failure, string? connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var server = $"PostgreSQL at {settings.Host}:{settings.Port}";
        return failure switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => new StoreRefusedException(
                $"{server} refuses user '{settings.Username}'. Check Username and the password (Password=…, PGPASSWORD or PGPASSFILE), and pg_hba.conf on the server."),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new StoreRefusedException(
                $"{server} has no database '{settings.Database ?? settings.Username}'. Create it, for example: createdb -h {settings.Host} -p {settings.Port} -O {settings.Username} {settings.Database ?? settings.Username}"),
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => new StoreRefusedException(
                $"User '{settings.Username}' may not make tables in database '{settings.Database}'. Make it the database's owner: ALTER DATABASE {settings.Database} OWNER TO {settings.Username}"),
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => new StoreUnavailableException(
                $"{server} has no connection left. Raise max_connections, or lower Postgres:ReadersMax of the silos.", failure),
            PostgresException known => new StoreUnavailableException($"{server} answered {known.SqlState}: {known.MessageText}", failure),
            _ when NeedsPassword(failure) => new StoreRefusedException(
                $"{server} asks user '{settings.Username}' for a password and none was given. Give it as Password=…, PGPASSWORD or PGPASSFILE."),
            _ => new StoreUnavailableException($"No {server} answers. Start it, or check Host and Port.", failure),
        };
    }

    // The driver has no type for it.
    private static bool NeedsPassword(NpgsqlException failure) => failure.Message.StartsWith("No password has been provided", StringComparison.Ordinal);
}
