using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Triage.Bench.V1;

namespace Triage.Load.Requests;

/// <summary>Rows of one kilobyte, each for a grain of its own. Their bytes are the same but for the id, so one buffer each is all that they take.</summary>
internal sealed class AppendRequests : IRequests
{
    private const int PayloadBytes = 1024;

    private readonly string _prefix;
    private readonly byte[] _tail;

    /// <param name="seed">Goes into the ids: another run on the same store needs another.</param>
    public AppendRequests(int count, ulong seed)
    {
        Count = count;
        _prefix = string.Create(CultureInfo.InvariantCulture, $"b{seed}-");
        _tail = new AppendRequest { Payload = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(PayloadBytes)) }.ToByteArray();
    }

    public int Count { get; }

    // Fields may come in any order and in parts: a message is the concatenation of its parts' bytes.
    public byte[] this[int index] =>
        [.. new AppendRequest { Id = _prefix + index.ToString("D9", CultureInfo.InvariantCulture) }.ToByteArray(), .. _tail];

    public bool IsCopy(int index) => false;
}
