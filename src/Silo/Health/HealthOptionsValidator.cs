using Microsoft.Extensions.Options;

namespace Triage.Silo.Health;

internal sealed class HealthOptionsValidator : IValidateOptions<HealthOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, HealthOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.ProbeInterval < Shortest || options.ProbeInterval > Longest)
        {
            result.AddError(
                $"Health:ProbeInterval is {options.ProbeInterval}, not between {Shortest} and {Longest}: shorter, probes would be a load of their own; longer, callers would be sent to a service that cannot write.");
        }

        if (options.StoreSilentMax <= options.ProbeInterval)
        {
            result.AddError($"Health:StoreSilentMax ({options.StoreSilentMax}) must be longer than Health:ProbeInterval ({options.ProbeInterval}): between two probes the service would not be ready.");
        }

        return result.Build();
    }
}
