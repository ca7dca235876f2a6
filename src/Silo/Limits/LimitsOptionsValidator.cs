using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Triage.Silo.Edge;

namespace Triage.Silo.Limits;

internal sealed class LimitsOptionsValidator(IOptions<EdgeOptions> edge) : IValidateOptions<LimitsOptions>
{
    public ValidateOptionsResult Validate(string? name, LimitsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        Compare(result, LimitsOptions.Section, options);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Tenants.Count; i++)
        {
            var key = $"{LimitsOptions.Section}:Tenants:{i}";
            var tenant = options.Tenants[i];
            if (tenant.Tenant.Length == 0)
            {
                result.AddError($"{key}:Tenant is missing: nobody would have these limits.");
            }
            else if (!seen.Add(tenant.Tenant))
            {
                result.AddError($"{key}:Tenant names a tenant that an earlier entry names: it would be unclear which limits count.");
            }

            var effective = LimitsTable.Merge(options, tenant);
            var broken = new List<ValidationResult>();
            if (!Validator.TryValidateObject(effective, new ValidationContext(effective), broken, validateAllProperties: true))
            {
                broken.ForEach(error => result.AddError($"{key}: {error.ErrorMessage}"));
            }

            Compare(result, key, effective);
        }

        return result.Build();
    }

    private void Compare(ValidateOptionsResultBuilder result, string key, LimitsOptions options)
    {
        if (options.MessageBytesMax > edge.Value.ReceiveBytesMax)
        {
            result.AddError(
                $"{key}:MessageBytesMax ({options.MessageBytesMax}) is above Edge:ReceiveBytesMax ({edge.Value.ReceiveBytesMax}), which is asked first: the tenant could not send what it was promised.");
        }

        if (options.InvoicesBurstMax < options.InvoicesPerSecond / 10)
        {
            result.AddError(
                $"{key}:InvoicesBurstMax ({options.InvoicesBurstMax}) is below a tenth of InvoicesPerSecond ({options.InvoicesPerSecond}): the rate is refilled ten times a second, so it could not be reached.");
        }
    }
}
