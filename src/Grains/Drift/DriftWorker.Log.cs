using Microsoft.Extensions.Logging;

namespace Triage.Grains.Drift;

internal sealed partial class DriftWorker
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Of models {Version}, {Model} was far from what it was trained with in each of the last {Weeks} whole weeks ({Why}), last in that of {Monday}. Look with ./triage drift; where it is so, train it again with ./triage train. Nobody does it by itself.")]
    private partial void RetrainingSuggested(string version, string model, int weeks, string why, DateOnly monday);

    [LoggerMessage(Level = LogLevel.Information, Message = "The drift of models {Version} cannot be measured: their package has no reference. Train it again with ./triage train, which writes one.")]
    private partial void ReferenceMissed(string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The drift of models {Version} was not measured; it is tried again in {Every}.")]
    private partial void MeasurementFailed(Exception failure, string version, TimeSpan every);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody could look whose models to measure; it is tried again in {Every}.")]
    private partial void LookFailed(Exception failure, TimeSpan every);
}
