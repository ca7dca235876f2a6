using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Triage.Silo.Intake;

internal static class AddIntakeExtension
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.TryAddSingleton<IInvoiceDirectory, GrainInvoiceDirectory>();
        services.TryAddSingleton<Submission>();
        services.TryAddSingleton<SubmitStream>();
        services.TryAddSingleton<InvoiceListing>();
        services.TryAddSingleton<IntakeService>();
        return services;
    }
}
