using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;
using Triage.Silo.Data;

namespace Triage.Silo.Wiring;

internal static class AddReadyAnnouncementExtension
{
    public static IServiceCollection AddReadyAnnouncement(this IServiceCollection services) =>
        services.AddHostedService(provider => new ReadyAnnouncement(
            provider.GetRequiredService<IServer>(),
            provider.GetRequiredService<IOptions<DataOptions>>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            Console.Out));
}
