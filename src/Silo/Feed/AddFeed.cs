using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triage.Models.History;

namespace Triage.Silo.Feed;

internal static class AddFeedExtension
{
    public static IServiceCollection AddFeed(this IServiceCollection services)
    {
        services.AddOptions<FeedOptions>().BindConfiguration(FeedOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FeedOptions>, FeedOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<FeedMetrics>();
        services.TryAddSingleton<FeedNudges>();
        services.TryAddSingleton<FeedEventMapping>();
        services.TryAddSingleton<FeedPages>();
        services.TryAddSingleton<FeedHub>();
        services.TryAddSingleton<FeedListing>();
        services.TryAddSingleton<FeedService>();
        return services;
    }

    /// <summary>After the store: whatever log there is then tells the feed of its commits.</summary>
    public static IServiceCollection AddFeedNudges(this IServiceCollection services)
    {
        var stored = services.Last(service => service.ServiceType == typeof(IInvoiceLog));
        return services.Replace(ServiceDescriptor.Singleton<IInvoiceLog>(provider =>
            new NudgingInvoiceLog((IInvoiceLog)Make(stored, provider), provider.GetRequiredService<FeedNudges>())));
    }

    private static object Make(ServiceDescriptor service, IServiceProvider provider) =>
        service.ImplementationInstance
        ?? service.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!); // it is registered in one of the three ways
}
