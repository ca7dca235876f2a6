using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Grains.Scoring;

public static class ScoringRegistration
{
    /// <summary>The models in force and what they need of the store's ports.</summary>
    public static IServiceCollection AddScoring(this IServiceCollection services)
    {
        services.AddOptions<ScoringOptions>().BindConfiguration(ScoringOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<ScoringMetrics>();
        services.TryAddSingleton<InstalledModels>();
        services.TryAddSingleton<ModelsMetrics>();
        services.TryAddSingleton<ModelsInService>();
        services.TryAddSingleton<RegisteredSets>();
        services.TryAddSingleton<Scoring>();
        services.TryAddSingleton<IScoring>(provider => provider.GetRequiredService<Scoring>());
        services.AddHostedService<ScoringWarmUp>();
        return services;
    }
}
