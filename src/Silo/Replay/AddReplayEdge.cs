using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Silo.Replay;

internal static class AddReplayEdgeExtension
{
    public static IServiceCollection AddReplayEdge(this IServiceCollection services)
    {
        services.TryAddSingleton<ReplayPlaces>();
        services.TryAddSingleton<ReplayService>();
        return services;
    }
}
