using System.Diagnostics.Metrics;

namespace Triage.Silo.Tests.Feed;

internal sealed class TestMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
    }
}
