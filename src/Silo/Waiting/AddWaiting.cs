using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Triage.Silo.Waiting;

internal static class AddWaitingExtension
{
    public static IServiceCollection AddWaiting(this IServiceCollection services)
    {
        services.AddOptions<WaitingOptions>().BindConfiguration(WaitingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WaitingOptions>, WaitingOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<WaitingMetrics>();
        services.TryAddSingleton<WaitingService>();
        return services;
    }
}
