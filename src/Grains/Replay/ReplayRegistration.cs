using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Grains.Replay;

public static class ReplayRegistration
{
    /// <summary>Computing verdicts again, over the ports of storage.</summary>
    public static IServiceCollection AddReplay(this IServiceCollection services)
    {
        services.AddOptions<ReplayOptions>().BindConfiguration(ReplayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IModelArtefacts, RegisteredModels>();
        services.TryAddSingleton<IReplay, Replay>();
        return services;
    }
}
