using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Google.Protobuf;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

/// <summary>
/// Where the next page begins, bound to the tenant and the filters: base64url of the position and a hash
/// over all three. It grants nothing, the caller's scope is applied to every page anew; the hash is there
/// so that a token of another list is refused instead of giving a page that means nothing.
/// </summary>
internal static class PageToken
{
    private const int PositionBytes = 8;
    private const int HashBytes = 16;

    public static string Write(long position, string tenant, Proto.ListInvoicesRequest request)
    {
        Span<byte> token = stackalloc byte[PositionBytes + HashBytes];
        BinaryPrimitives.WriteInt64BigEndian(token, position);
        Hash(position, tenant, request, token[PositionBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary><c>null</c> for anything but a token that <see cref="Write"/> made for the same tenant and filters.</summary>
    public static long? Read(string text, string tenant, Proto.ListInvoicesRequest request)
    {
        Span<byte> token = stackalloc byte[PositionBytes + HashBytes];
        if (text.Length != Base64Url.GetEncodedLength(token.Length)
            || Base64Url.DecodeFromChars(text, token, out _, out var written) != OperationStatus.Done || written != token.Length)
        {
            return null;
        }

        var position = BinaryPrimitives.ReadInt64BigEndian(token);
        Span<byte> expected = stackalloc byte[HashBytes];
        Hash(position, tenant, request, expected);
        return CryptographicOperations.FixedTimeEquals(expected, token[PositionBytes..]) ? position : null;
    }

    private static void Hash(long position, string tenant, Proto.ListInvoicesRequest request, Span<byte> into)
    {
        var filters = new Proto.ListInvoicesRequest(request) { PageSize = 0, PageToken = "" };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[PositionBytes];
        BinaryPrimitives.WriteInt64BigEndian(number, position);
        hash.AppendData(number);
        BinaryPrimitives.WriteInt64BigEndian(number, tenant.Length);
        hash.AppendData(number);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(tenant));
        hash.AppendData(filters.ToByteArray());
        hash.GetHashAndReset().AsSpan(0, into.Length).CopyTo(into);
    }
}
