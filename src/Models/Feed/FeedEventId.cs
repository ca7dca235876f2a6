using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Triage.Models.History;

namespace Triage.Models.Feed;

/// <summary>
/// An event's name for those who must act on it once. It is made from the event itself and not from its
/// position: after a backup was restored, what happened before is named as before, and what takes the place
/// of something that was lost is not taken for it.
/// </summary>
public static class FeedEventId
{
    private const int Bytes = 16;

    public static string Of(FeedRow row) => Of(row.Key.Tenant, row.Key.Path, row.Seq, row.Event);

    /// <param name="happened">Sensitive fields are left out: they can be destroyed, the event's name stays.</param>
    public static string Of(string tenant, string path, long seq, EncodedEvent happened)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, tenant);
        Append(hash, path);
        Span<byte> numbers = stackalloc byte[8 + 8 + 1];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, seq);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], happened.AtMicros);
        numbers[16] = (byte)happened.Type;
        hash.AppendData(numbers);
        hash.AppendData(happened.Payload);
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(whole);
        return Base64Url.EncodeToString(whole[..Bytes]);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, Encoding.UTF8.GetByteCount(text));
        hash.AppendData(length);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
