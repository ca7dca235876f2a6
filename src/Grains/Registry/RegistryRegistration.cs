using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Grains.Registry;

public static class RegistryRegistration
{
    /// <summary>The way of models into force, over the ports of storage.</summary>
    public static IServiceCollection AddModelRegistry(this IServiceCollection services)
    {
        services.AddOptions<RegistryOptions>().BindConfiguration(RegistryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton<RegistryMetrics>();
        services.TryAddSingleton<PackageCheck>();
        services.TryAddSingleton<PromotionCheck>();
        services.TryAddSingleton<IModelRegistrar, ModelRegistrar>();
        return services;
    }
}
