using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Silo.Errors;

internal static class AddErrorsExtension
{
    public static IServiceCollection AddErrors(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ErrorMapping>();
        services.TryAddSingleton<ErrorInterceptor>();
        return services;
    }
}
