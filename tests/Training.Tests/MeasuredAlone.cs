namespace Triage.Training.Tests;

/// <summary>The heap is measured: no other test may run beside.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
