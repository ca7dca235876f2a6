using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Triage.Models.Features.Sheets;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Registry;

namespace Triage.Storage.Sqlite;

public static class SqliteStoreRegistration
{
    /// <summary>The embedded store behind every port of storage.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, string directory, string tenant)
    {
        services.AddOptions<SqliteStoreOptions>()
            .BindConfiguration("Sqlite")
            .Configure(options => (options.Directory, options.Tenant) = (directory, tenant))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<StorageMetrics>();
        services.TryAddSingleton<KnownFingerprints>();
        services.TryAddSingleton<SqliteCheckpoints>();
        services.TryAddSingleton<SqliteWriter>();
        services.TryAddSingleton<SqliteReaders>();
        services.TryAddSingleton<IInvoiceLog, SqliteInvoiceLog>();
        services.TryAddSingleton<ITwinIndex, SqliteTwinIndex>();
        services.TryAddSingleton<IWaitingIndex, SqliteWaitingIndex>();
        services.TryAddSingleton<IInvoiceIndex, SqliteInvoiceIndex>();
        services.TryAddSingleton<IFeedIndex, SqliteFeedIndex>();
        services.TryAddSingleton<IFeatureArchive, SqliteFeatureArchive>();
        services.TryAddSingleton<IPolicyArchive, SqlitePolicyArchive>();
        services.TryAddSingleton<SqliteSideWriter>();
        services.TryAddSingleton<IOpenInvoiceIndex, SqliteOpenInvoiceIndex>();
        services.TryAddSingleton<IMasterDataArchive, SqliteMasterDataArchive>();
        services.TryAddSingleton<IRetriageWorkList, SqliteRetriageWorkList>();
        services.TryAddSingleton<IModelRegistry, SqliteModelRegistry>();
        services.TryAddSingleton<IShadowRuns, SqliteShadowRuns>();
        services.TryAddSingleton<IConfiguredLog, SqliteConfiguredLog>();
        services.TryAddSingleton<IStoreProbe, SqliteStoreProbe>();
        return services;
    }
}
