using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Grains.Drift;

public static class DriftRegistration
{
    /// <summary>Measuring drift, over the ports of storage and packages of the past.</summary>
    public static IServiceCollection AddDrift(this IServiceCollection services)
    {
        services.AddOptions<DriftOptions>().BindConfiguration(DriftOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<DriftMetrics>();
        services.TryAddSingleton<DriftReferences>();
        services.TryAddSingleton<IDrift, Drift>();
        services.AddHostedService<DriftWorker>();
        return services;
    }
}
