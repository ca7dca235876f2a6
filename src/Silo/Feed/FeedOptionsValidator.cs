using Microsoft.Extensions.Options;

namespace Triage.Silo.Feed;

internal sealed class FeedOptionsValidator : IValidateOptions<FeedOptions>
{
    private static readonly TimeSpan PollShortest = TimeSpan.FromMilliseconds(10);

    public ValidateOptionsResult Validate(string? name, FeedOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.PollInterval < PollShortest)
        {
            result.AddError($"Feed:PollInterval is {options.PollInterval}, less than {PollShortest}: asking would cost more than what is asked for.");
        }

        if (options.HeartbeatInterval < options.PollInterval)
        {
            result.AddError(
                $"Feed:HeartbeatInterval ({options.HeartbeatInterval}) must not be shorter than Feed:PollInterval ({options.PollInterval}): every event would come with a heartbeat.");
        }

        if (options.WindowEventsMax < options.PageEventsMax)
        {
            result.AddError(
                $"Feed:WindowEventsMax ({options.WindowEventsMax}) must not be less than Feed:PageEventsMax ({options.PageEventsMax}): what one read brings would push itself out.");
        }

        if (options.WindowBytesMax < options.PageBytesMax)
        {
            result.AddError(
                $"Feed:WindowBytesMax ({options.WindowBytesMax}) must not be less than Feed:PageBytesMax ({options.PageBytesMax}): what one read brings would push itself out.");
        }

        return result.Build();
    }
}
