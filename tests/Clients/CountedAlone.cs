namespace Triage.Clients;

/// <summary>The service counts every caller's calls: no other client may call beside.</summary>
[CollectionDefinition(nameof(CountedAlone), DisableParallelization = true)]
public sealed class CountedAlone;
