using Grpc.AspNetCore.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Limits;

internal static class AddLimitsExtension
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitsOptions>().BindConfiguration(LimitsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LimitsOptions>, LimitsOptionsValidator>());
        services.TryAddSingleton<LimitsTable>();
        services.TryAddSingleton<TenantCalls>();
        services.TryAddSingleton<InvoiceRate>();
        services.TryAddSingleton<MessageSizes>();
        services.TryAddSingleton(provider =>
        {
            var limits = provider.GetRequiredService<IOptions<LimitsOptions>>().Value;
            return new FairPlaces(
                limits.PlacesCount,
                Math.Min(limits.PlacesCount, limits.PlacesSharedCount),
                limits.PlacesOfEachCount,
                provider.GetRequiredService<EdgeMetrics>(),
                provider.GetRequiredService<TimeProvider>());
        });
        services.TryAddSingleton<LimitsInterceptor>();
        services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<LimitsInterceptor>());
        return services;
    }
}
