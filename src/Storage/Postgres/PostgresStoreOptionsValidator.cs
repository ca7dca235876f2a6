using Microsoft.Extensions.Options;
using Npgsql;

namespace Triage.Storage.Postgres;

public sealed class PostgresStoreOptionsValidator : IValidateOptions<PostgresStoreOptions>
{
    /// <summary>Before the store is asked for anything: the schema is made before options are validated at start.</summary>
    /// <exception cref="OptionsValidationException">Names every error.</exception>
    public static void Require(PostgresStoreOptions options)
    {
        if (new PostgresStoreOptionsValidator().Validate(null, options) is { Failed: true } refused)
        {
            throw new OptionsValidationException(PostgresStoreOptions.Section, typeof(PostgresStoreOptions), refused.Failures);
        }
    }

    public ValidateOptionsResult Validate(string? name, PostgresStoreOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.LockTimeout >= options.StatementTimeout)
        {
            result.AddError(
                $"Postgres:LockTimeout ({options.LockTimeout}) must be shorter than Postgres:StatementTimeout ({options.StatementTimeout}): a statement that waits would always end as slow, never as blocked.");
        }

        try
        {
            if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(options.ConnectionString).Host))
            {
                result.AddError("Postgres:ConnectionString names no Host: nothing can be reached. Write for example Host=127.0.0.1;Database=triage;Username=triage.");
            }
        }
        catch (ArgumentException)
        {
            // Its message may hold the password.
            result.AddError("Postgres:ConnectionString cannot be read. Write for example Host=127.0.0.1;Database=triage;Username=triage.");
        }

        return result.Build();
    }
}
