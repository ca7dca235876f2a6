using Microsoft.Extensions.Options;

namespace Triage.Silo.Data;

internal sealed class DataOptionsValidator : IValidateOptions<DataOptions>
{
    public ValidateOptionsResult Validate(string? name, DataOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            result.AddError($"Data:TimeZone names '{options.TimeZone}', which this machine does not know: due dates would be judged on the wrong day.");
        }

        if (options.Tenant.Any(char.IsControl))
        {
            result.AddError("Data:Tenant holds control characters, which no token's tenant may: nobody could call.");
        }

        return result.Build();
    }
}
