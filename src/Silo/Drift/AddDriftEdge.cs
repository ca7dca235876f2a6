using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Silo.Drift;

internal static class AddDriftEdgeExtension
{
    public static IServiceCollection AddDriftEdge(this IServiceCollection services)
    {
        services.TryAddSingleton<DriftPlaces>();
        services.TryAddSingleton<DriftService>();
        return services;
    }
}
