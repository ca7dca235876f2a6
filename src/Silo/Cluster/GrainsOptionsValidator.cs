using Microsoft.Extensions.Options;

namespace Triage.Silo.Cluster;

internal sealed class GrainsOptionsValidator : IValidateOptions<GrainsOptions>
{
    public ValidateOptionsResult Validate(string? name, GrainsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.CollectionQuantum < TimeSpan.FromSeconds(1))
        {
            result.AddError($"Grains:CollectionQuantum is {options.CollectionQuantum}, less than 1 second: looking for idle invoices would cost more than it frees.");
        }

        if (options.CollectionAge <= options.CollectionQuantum)
        {
            result.AddError(
                $"Grains:CollectionAge ({options.CollectionAge}) must be longer than Grains:CollectionQuantum ({options.CollectionQuantum}): invoices in use would be collected.");
        }

        return result.Build();
    }
}
