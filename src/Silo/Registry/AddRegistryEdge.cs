using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Silo.Registry;

internal static class AddRegistryEdgeExtension
{
    public static IServiceCollection AddRegistryEdge(this IServiceCollection services)
    {
        services.TryAddSingleton<PackagePlaces>();
        services.TryAddSingleton<RegistryService>();
        return services;
    }
}
