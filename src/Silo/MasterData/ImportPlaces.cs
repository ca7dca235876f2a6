using Triage.Silo.Errors;

namespace Triage.Silo.MasterData;

/// <summary>A file is in memory whole while it is read and checked, so only so many are at once.</summary>
internal sealed class ImportPlaces : IDisposable
{
    public const int Max = 2;

    /// <summary>Another file is mostly done by then; whoever waits longer had better come back.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _places = new(Max);

    /// <returns>To be given back.</returns>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken) => await _places.WaitAsync(WaitMax, cancellationToken)
        ? new Place(_places)
        : throw LimitErrors.TooFast("imports", "Other files are being imported", null);

    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                places.Release();
            }
        }
    }
}
