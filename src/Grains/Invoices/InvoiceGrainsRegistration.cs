using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Triage.Grains.Drift;
using Triage.Grains.MasterData;
using Triage.Grains.Registry;
using Triage.Grains.Replay;
using Triage.Grains.Scoring;
using Triage.Grains.Shadow;
using Triage.Models.Matching;
using Triage.Models.Policy;

namespace Triage.Grains.Invoices;

public static class InvoiceGrainsRegistration
{
    /// <summary>What invoice grains need beside the ports of storage.</summary>
    public static IServiceCollection AddInvoiceGrains(this IServiceCollection services, TriagePolicy policy, TimeZoneInfo timeZone)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<InvoiceMetrics>();
        services.AddMasterData();
        services.AddScoring();
        services.AddModelRegistry();
        services.AddReplay();
        services.AddDrift();
        services.AddShadow();
        services.TryAddSingleton<IJudge>(provider =>
            new Judge(
                provider.GetRequiredService<ITwinIndex>(), provider.GetRequiredService<IMasterDataSource>(), provider.GetRequiredService<IScoring>(), policy, timeZone, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<OverdueScanner>();
        services.AddHostedService<RetriageScanner>();
        return services;
    }
}
