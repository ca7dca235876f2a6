using Microsoft.Extensions.Options;
using Triage.Grains.Drift;
using Triage.Silo.Limits;

namespace Triage.Silo.Drift;

/// <summary>A measurement reads thousands of verdicts beside the calls.</summary>
internal sealed class DriftPlaces(IOptions<DriftOptions> options) : FewAtOnce(options.Value.MeasurementsMax, "drift", "Another measurement of drift runs");
