using System.Globalization;
using Triage.Cli.Output;

namespace Triage.Cli.Evaluate;

/// <summary>Says what is being done now, and when it began.</summary>
internal sealed class Steps(Screen screen, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    public double Seconds => time.GetElapsedTime(_began).TotalSeconds;

    public void Begin(string what) => screen.Line(string.Create(CultureInfo.InvariantCulture, $"{Seconds,6:0.0} s  {what}"));
}
