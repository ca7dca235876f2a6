using System.CommandLine;

namespace Triage.Cli.Submit;

/// <summary>The service's address, as an absolute URL of http or https.</summary>
internal static class AddressOption
{
    public static Option<Uri?> Create() => new("--address")
    {
        Description = "The service's gRPC address; without it the one running on --data",
        HelpName = "URL",
        // The parser knows no Uri by itself.
        CustomParser = given =>
        {
            if (given.Tokens is [var text] && Uri.TryCreate(text.Value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            {
                return address;
            }

            given.AddError("--address is a URL such as http://127.0.0.1:7500 or https://triage.example:443.");
            return null;
        },
    };
}
