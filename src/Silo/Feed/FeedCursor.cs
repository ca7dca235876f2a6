using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Triage.Silo.Feed;

/// <summary>
/// A place in a tenant's feed: behind the event at the position. As text it is bound to the tenant by a
/// hash over all of it, so that one of another tenant, or one that was cut or mistyped, is refused instead
/// of meaning another place. It grants nothing: the caller's scope is applied to every event anew.
/// </summary>
internal readonly record struct FeedCursor(long Epoch, long Position)
{
    private const int NumbersBytes = 16;
    private const int HashBytes = 16;

    // Tells these texts from page tokens; a new form takes another name.
    private static ReadOnlySpan<byte> Form => "feed-cursor/1"u8;

    public string Write(string tenant)
    {
        Span<byte> bytes = stackalloc byte[NumbersBytes + HashBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Epoch);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Position);
        Hash(bytes[..NumbersBytes], tenant, bytes[NumbersBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary><c>null</c> for anything but a text that <see cref="Write"/> made for the same tenant.</summary>
    public static FeedCursor? Read(string text, string tenant)
    {
        Span<byte> bytes = stackalloc byte[NumbersBytes + HashBytes];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length) || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done || written != bytes.Length)
        {
            return null;
        }

        Span<byte> expected = stackalloc byte[HashBytes];
        Hash(bytes[..NumbersBytes], tenant, expected);
        return CryptographicOperations.FixedTimeEquals(expected, bytes[NumbersBytes..])
            ? new FeedCursor(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]))
            : null;
    }

    private static void Hash(ReadOnlySpan<byte> numbers, string tenant, Span<byte> into)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Form);
        hash.AppendData(numbers);
        hash.AppendData(Encoding.UTF8.GetBytes(tenant));
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(whole);
        whole[..into.Length].CopyTo(into);
    }
}
