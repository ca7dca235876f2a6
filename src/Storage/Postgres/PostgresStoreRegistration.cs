using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triage.Models.Features.Sheets;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Registry;

namespace Triage.Storage.Postgres;

public static class PostgresStoreRegistration
{
    /// <summary>PostgreSQL behind every port of storage; options from section <c>Postgres</c>. The schema must be there: <see cref="PostgresSchema.MigrateAsync"/>.</summary>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, string? connectionString = null)
    {
        services.AddOptions<PostgresStoreOptions>()
            .BindConfiguration(PostgresStoreOptions.Section)
            .Configure(options => options.ConnectionString = connectionString ?? options.ConnectionString)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresStoreOptions>, PostgresStoreOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<StorageMetrics>();
        services.TryAddSingleton<PostgresConnections>();
        services.TryAddSingleton<DatabaseSize>();
        services.TryAddSingleton<TableStatistics>();
        services.TryAddSingleton<PostgresWriter>();
        services.TryAddSingleton<PostgresReaders>();
        services.TryAddSingleton<MetFingerprints>();
        services.TryAddSingleton<IInvoiceLog, PostgresInvoiceLog>();
        services.TryAddSingleton<ITwinIndex, PostgresTwinIndex>();
        services.TryAddSingleton<IWaitingIndex, PostgresWaitingIndex>();
        services.TryAddSingleton<IInvoiceIndex, PostgresInvoiceIndex>();
        services.TryAddSingleton<IFeedIndex, PostgresFeedIndex>();
        services.TryAddSingleton<IFeatureArchive, PostgresFeatureArchive>();
        services.TryAddSingleton<IPolicyArchive, PostgresPolicyArchive>();
        services.TryAddSingleton<IOpenInvoiceIndex, PostgresOpenInvoiceIndex>();
        services.TryAddSingleton<IMasterDataArchive, PostgresMasterDataArchive>();
        services.TryAddSingleton<IRetriageWorkList, PostgresRetriageWorkList>();
        services.TryAddSingleton<IModelRegistry, PostgresModelRegistry>();
        services.TryAddSingleton<IShadowRuns, PostgresShadowRuns>();
        services.TryAddSingleton<IConfiguredLog, PostgresConfiguredLog>();
        services.TryAddSingleton<IStoreProbe, PostgresStoreProbe>();
        return services;
    }
}
