using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Grains.Shadow;

public static class ShadowRegistration
{
    /// <summary>Shadow runs, over the ports of storage.</summary>
    public static IServiceCollection AddShadow(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<ShadowMetrics>();
        services.AddHostedService<ShadowWorker>();
        return services;
    }
}
