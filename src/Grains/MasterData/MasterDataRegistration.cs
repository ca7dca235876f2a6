using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Grains.MasterData;

public static class MasterDataRegistration
{
    /// <summary>Master data in memory and the way of files into force, over the ports of storage.</summary>
    public static IServiceCollection AddMasterData(this IServiceCollection services)
    {
        services.AddOptions<MasterDataOptions>().BindConfiguration(MasterDataOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<MasterDataMetrics>();
        services.TryAddSingleton<MasterDataCache>();
        services.TryAddSingleton<IMasterDataSource>(provider => provider.GetRequiredService<MasterDataCache>());
        services.TryAddSingleton<IMasterDataImporter, MasterDataImporter>();
        return services;
    }
}
