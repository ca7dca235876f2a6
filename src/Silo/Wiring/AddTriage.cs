using Microsoft.Extensions.Options;
using Triage.Grains.Invoices;
using Triage.Grains.Scoring;
using Triage.Models.History;
using Triage.Models.Policy;
using Triage.Models.Registry;
using Triage.Silo.Data;
using Triage.Silo.Errors;
using Triage.Silo.Feed;
using Triage.Storage.Postgres;
using Triage.Storage.Sqlite;

namespace Triage.Silo.Wiring;

internal static class AddTriageExtension
{
    public const string PolicyFile = "Policy:File";

    /// <summary>The store, the policy in force and the invoices' grains.</summary>
    /// <exception cref="StartRefusedException">The policy cannot be read; says every error with its line.</exception>
    /// <exception cref="StoreRefusedException">PostgreSQL does not serve us; says what to do.</exception>
    /// <exception cref="StoreUnavailableException">PostgreSQL cannot be reached.</exception>
    public static async Task<IServiceCollection> AddTriageAsync(this IServiceCollection services, IConfiguration configuration)
    {
        var data = configuration.GetSection(DataOptions.Section).Get<DataOptions>() ?? new();
        var checkedData = new DataOptionsValidator().Validate(null, data);
        if (checkedData.Failed)
        {
            throw new OptionsValidationException(DataOptions.Section, typeof(DataOptions), checkedData.Failures);
        }

        var policy = LoadPolicy(configuration[PolicyFile]);
        await services.AddStoreAsync(configuration, data);
        services.AddFeedNudges();
        services.AddInvoiceGrains(policy, TimeZoneInfo.FindSystemTimeZoneById(data.TimeZone));
        services.AddHostedService(provider => new PolicyKeeping(provider.GetRequiredService<IPolicyArchive>(), policy));
        services.AddHostedService(provider => new ConfigurationNoting(provider.GetRequiredService<IConfiguredLog>(), policy, provider.GetRequiredService<InstalledModels>()));
        services.AddHostedService<ConfiguredModelsKeeping>();
        return services;
    }

    private static async Task AddStoreAsync(this IServiceCollection services, IConfiguration configuration, DataOptions data)
    {
        if (configuration.GetSection(PostgresStoreOptions.Section).Get<PostgresStoreOptions>() is not { ConnectionString: { Length: > 0 } } postgres)
        {
            services.AddSqliteStore(data.Directory, data.Tenant);
            return;
        }

        services.AddPostgresStore();
        PostgresStoreOptionsValidator.Require(postgres);
        await PostgresSchema.MigrateAsync(postgres, CancellationToken.None);
    }

    internal static TriagePolicy LoadPolicy(string? file)
    {
        try
        {
            return string.IsNullOrEmpty(file) ? DefaultPolicy.Load() : PolicyParser.Parse(File.ReadAllText(file)) switch
            {
                PolicyParseResult.Parsed parsed => parsed.Policy,
                PolicyParseResult.Refused refused => throw new StartRefusedException(
                    StartRefusedException.BadSettings, $"{file}:{Environment.NewLine}{string.Join(Environment.NewLine, refused.Errors)}"),
                _ => throw new InvalidOperationException("A parse result is either of the two."),
            };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(StartRefusedException.BadSettings, $"Policy:File names '{file}', which cannot be read: {unreadable.Message}");
        }
    }
}
