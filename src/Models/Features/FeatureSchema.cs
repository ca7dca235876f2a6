using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Triage.Models.Features;

/// <summary>The names of a vector's features in their order. A model is bound to the hash: it never reads a vector of another schema.</summary>
public sealed class FeatureSchema
{
    public FeatureSchema(ImmutableArray<string> names)
    {
        Names = names;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names)));
        (Sha256, Tag) = (Convert.ToHexStringLower(hash), BinaryPrimitives.ReadInt64BigEndian(hash));
    }

    public ImmutableArray<string> Names { get; }

    public string Sha256 { get; }

    /// <summary>The hash's first eight bytes: enough for what stands beside every vector that is kept.</summary>
    public long Tag { get; }

    public int Count => Names.Length;

    /// <param name="count">How many features the model reads.</param>
    /// <exception cref="FeatureSchemaException">A model reads other features than this program makes.</exception>
    public void Require(string sha256, int count)
    {
        if (sha256 != Sha256 || count != Count)
        {
            throw new FeatureSchemaException($"The model reads features of schema {sha256}, this program makes {Sha256}.");
        }
    }

    /// <exception cref="FeatureSchemaException">Vectors are of another schema than this program makes.</exception>
    public void Require(long tag)
    {
        if (tag != Tag)
        {
            throw new FeatureSchemaException($"The vectors are of a schema whose hash begins with {tag:x16}, this program's begins with {Tag:x16}.");
        }
    }
}
