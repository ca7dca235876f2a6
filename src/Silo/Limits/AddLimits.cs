using Grpc.AspNetCore.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<FairPlaces>(provider, provider.GetRequiredService<IOptions<LimitsOptions>>().Value.PlacesCount));
        services.TryAddSingleton<LimitsInterceptor>();
        services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<LimitsInterceptor>());
        return services;
    }
}
