using Microsoft.Extensions.Options;

namespace Triage.Silo.Access;

internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (!string.IsNullOrEmpty(options.Authority) && !string.IsNullOrEmpty(options.PublicKeyFile))
        {
            result.AddError("Access:Authority and Access:PublicKeyFile are both set: it would be unclear whose signature counts. Set one.");
        }

        if (!string.IsNullOrEmpty(options.Authority) && !Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority))
        {
            result.AddError("Access:Authority must be an absolute address.");
        }
        else if (!string.IsNullOrEmpty(options.Authority) && !options.Authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            result.AddError("Access:Authority must begin with https: keys fetched in the clear can be replaced on the way.");
        }

        if (!string.IsNullOrEmpty(options.PublicKeyFile) && !File.Exists(options.PublicKeyFile))
        {
            result.AddError($"Access:PublicKeyFile names '{options.PublicKeyFile}', which does not exist.");
        }

        return result.Build();
    }
}
