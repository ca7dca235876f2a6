using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Silo.Lifecycle;

internal static class AddLifecycleExtension
{
    public static IServiceCollection AddLifecycle(this IServiceCollection services)
    {
        services.TryAddSingleton<ReportReading>();
        services.TryAddSingleton<Reporting>();
        services.TryAddSingleton<ReportStream>();
        services.TryAddSingleton<LifecycleService>();
        return services;
    }
}
