using Microsoft.Extensions.Options;

namespace Triage.Silo.Waiting;

internal sealed class WaitingOptionsValidator : IValidateOptions<WaitingOptions>
{
    private static readonly TimeSpan HeartbeatShortest = TimeSpan.FromMilliseconds(100);

    public ValidateOptionsResult Validate(string? name, WaitingOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.HeartbeatInterval < HeartbeatShortest)
        {
            result.AddError($"Waiting:HeartbeatInterval is {options.HeartbeatInterval}, less than {HeartbeatShortest}: watching would be mostly heartbeats.");
        }

        return result.Build();
    }
}
