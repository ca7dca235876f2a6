using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Silo.MasterData;

internal static class AddMasterDataEdgeExtension
{
    public static IServiceCollection AddMasterDataEdge(this IServiceCollection services)
    {
        services.TryAddSingleton<ImportPlaces>();
        services.TryAddSingleton<MasterDataService>();
        return services;
    }
}
