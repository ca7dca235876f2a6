using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Triage.Models.Intake;

/// <summary>
/// Names an invoice: <c>{tenant}/{source}/{id}</c> with every byte outside <c>A-Z a-z 0-9 . _ -</c>
/// written as <c>~XX</c>. The grain's key is the whole; <see cref="InvoiceId"/>, which callers see,
/// leaves the tenant out, because the tenant comes from the caller's token and never from a message.
/// </summary>
[GenerateSerializer, Immutable, Alias("triage.InvoiceKey")]
public readonly record struct InvoiceKey
{
    public const string IdPrefix = "invoices/";

    // A source system of 64 plain characters, and an id of 128 that are three bytes each, all escaped.
    private const int PathLengthMax = 64 + 1 + (128 * 9);

    private InvoiceKey(string tenant, string path)
    {
        Tenant = tenant;
        Path = path;
    }

    [Id(0)] public string Tenant { get; }

    /// <summary>Escaped <c>{source}/{id}</c>: the invoice's name within its tenant, as stored.</summary>
    [Id(1)] public string Path { get; }

    public string InvoiceId => IdPrefix + Path;

    public static InvoiceKey Create(string tenant, string sourceSystem, string sourceInvoiceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentException.ThrowIfNullOrEmpty(sourceSystem);
        ArgumentException.ThrowIfNullOrEmpty(sourceInvoiceId);
        return new(tenant, $"{Escape(sourceSystem)}/{Escape(sourceInvoiceId)}");
    }

    /// <summary>An id leaves the tenant out, so that a bill of a ledger has one before anybody says whose it is.</summary>
    public static string IdOf(Invoice invoice) => Create("-", invoice.SourceSystem, invoice.SourceInvoiceId).InvoiceId;

    /// <summary>From what storage holds: a tenant and an escaped path.</summary>
    public static InvoiceKey FromStored(string tenant, string path) => new(tenant, path);

    /// <summary>From an id that a caller sends; anything that <see cref="InvoiceId"/> could not have made is refused.</summary>
    public static bool TryParseId(string tenant, string invoiceId, out InvoiceKey key)
    {
        key = default;
        if (!invoiceId.StartsWith(IdPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var path = invoiceId[IdPrefix.Length..];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == path.Length - 1 || path.IndexOf('/', slash + 1) >= 0 || path.Length > PathLengthMax)
        {
            return false;
        }

        if (!IsEscaped(path.AsSpan(0, slash)) || !IsEscaped(path.AsSpan(slash + 1)))
        {
            return false;
        }

        key = new(tenant, path);
        return true;
    }

    /// <summary>From a grain's key.</summary>
    public static InvoiceKey Parse(string grainKey)
    {
        var slash = grainKey.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
        {
            throw new FormatException("An invoice grain's key is {tenant}/{source}/{id}.");
        }

        return new(Unescape(grainKey[..slash]), grainKey[(slash + 1)..]);
    }

    /// <summary>The grain's key.</summary>
    public override string ToString() => $"{Escape(Tenant)}/{Path}";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';

    private static bool IsEscaped(ReadOnlySpan<char> part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (IsPlain(part[i]))
            {
                continue;
            }

            if (part[i] != '~' || i + 2 >= part.Length || !IsUpperHex(part[i + 1]) || !IsUpperHex(part[i + 2]))
            {
                return false;
            }

            i += 2;
        }

        // One name for one invoice: what needs no escape has none, and the bytes are a text.
        return part.IndexOf('~') < 0 || Escape(Unescape(part.ToString())) == part.ToString();
    }

    private static bool IsUpperHex(char c) => char.IsAsciiDigit(c) || c is >= 'A' and <= 'F';

    [SuppressMessage("Globalization", "CA1305", Justification = "Hex of a byte has no culture.")]
    private static string Escape(string part)
    {
        if (part.AsSpan().IndexOfAnyExcept(Plain) < 0)
        {
            return part;
        }

        var escaped = new StringBuilder(part.Length + 8);
        foreach (var b in Encoding.UTF8.GetBytes(part))
        {
            if (b < 128 && IsPlain((char)b))
            {
                escaped.Append((char)b);
            }
            else
            {
                escaped.Append('~').Append(b.ToString("X2"));
            }
        }

        return escaped.ToString();
    }

    private static string Unescape(string part)
    {
        if (!part.Contains('~', StringComparison.Ordinal))
        {
            return part;
        }

        var bytes = new List<byte>(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] == '~')
            {
                bytes.Add(Convert.FromHexString(part.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                bytes.Add((byte)part[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static readonly System.Buffers.SearchValues<char> Plain =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
}
