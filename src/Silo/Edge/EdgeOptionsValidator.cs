using Microsoft.Extensions.Options;
using Triage.Silo.Access;

namespace Triage.Silo.Edge;

internal sealed class EdgeOptionsValidator(IOptions<AccessOptions> access) : IValidateOptions<EdgeOptions>
{
    private static readonly TimeSpan WriteTimeoutShortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WriteTimeoutLongest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan IdleShortest = TimeSpan.FromSeconds(1);

    public ValidateOptionsResult Validate(string? name, EdgeOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.GrpcPort == options.HttpPort && options.GrpcPort != 0)
        {
            result.AddError($"Edge:GrpcPort and Edge:HttpPort are both {options.GrpcPort}: the second could not listen.");
        }

        if (options.ListenAnyIP && !access.Value.HasExternalIssuer)
        {
            result.AddError(
                "Edge:ListenAnyIP is set but neither Access:Authority nor Access:PublicKeyFile is: the local issuer's key file would let "
                + "anybody who can read it act as anybody from any machine. Configure an external issuer, or listen on loopback.");
        }

        if (options.StreamWriteTimeout < WriteTimeoutShortest || options.StreamWriteTimeout > WriteTimeoutLongest)
        {
            result.AddError(
                $"Edge:StreamWriteTimeout is {options.StreamWriteTimeout}, not between {WriteTimeoutShortest} and {WriteTimeoutLongest}: shorter, a pause of the network would end streams; "
                + "longer, callers that are gone would hold them.");
        }

        if (options.AnswerTakenTimeout < WriteTimeoutShortest || options.AnswerTakenTimeout > WriteTimeoutLongest)
        {
            result.AddError(
                $"Edge:AnswerTakenTimeout is {options.AnswerTakenTimeout}, not between {WriteTimeoutShortest} and {WriteTimeoutLongest}: shorter, a pause of the network would cut answers off; "
                + "longer, callers that are gone would hold them.");
        }

        if (options.StreamIdleTimeout < IdleShortest)
        {
            result.AddError($"Edge:StreamIdleTimeout is {options.StreamIdleTimeout}, less than {IdleShortest}: a host that waits for its own data would lose its stream.");
        }

        return result.Build();
    }
}
