namespace Triage.Training.Ledgers;

/// <summary>A stream and, after its end, a few bytes more.</summary>
internal sealed class FollowedStream(Stream first, byte[] after) : ReadOnlyStream
{
    private int _given;

    public override int Read(Span<byte> buffer)
    {
        if (first.Read(buffer) is var read and not 0)
        {
            return read;
        }

        var part = after.AsSpan(_given)[..Math.Min(buffer.Length, after.Length - _given)];
        part.CopyTo(buffer);
        _given += part.Length;
        return part.Length;
    }

    protected override void Dispose(bool disposing)
    {
        first.Dispose();
        base.Dispose(disposing);
    }
}
