using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Profiles;
using Triage.Models.Feed;
using Triage.Models.Intake;

namespace Triage.Grains.Scoring;

/// <summary>One tenant's profiles, read by many threads and folded into by one.</summary>
internal sealed class TenantProfiles : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly ImmutableArray<byte> _historySha256;
    private readonly Profiles _profiles;
    private ProfileStamp _stamp;

    public TenantProfiles(IReadOnlyList<Invoice> history, ImmutableArray<byte> historySha256, IEnumerable<CodeField> fields)
    {
        (_historySha256, _stamp, _profiles) = (historySha256, new(historySha256, 0, 0), new(fields));
        foreach (var invoice in history)
        {
            var id = InvoiceKey.IdOf(invoice);
            _profiles.Add(id, invoice);
            _profiles.Confirm(id, invoice);
        }
    }

    public T Read<T>(Func<Profiles, ProfileStamp, T> read)
    {
        _lock.EnterReadLock();
        try
        {
            return read(_profiles, _stamp);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <param name="position">Of the feed, up to which is folded afterwards.</param>
    public void Fold(IReadOnlyList<ProfileStep> steps, long epoch, long position)
    {
        _lock.EnterWriteLock();
        try
        {
            foreach (var step in steps)
            {
                step.ApplyTo(_profiles);
            }

            _stamp = new(_historySha256, epoch, position);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    public void Dispose() => _lock.Dispose();
}
