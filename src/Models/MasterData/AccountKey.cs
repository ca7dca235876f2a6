using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Triage.Models.MasterData;

/// <summary>
/// The secret under which a tenant's bank accounts become prints. Without it a print tells nothing; with a
/// plain hash, all accounts of a bank could be tried in a minute.
/// </summary>
public sealed class AccountKey(ImmutableArray<byte> secret)
{
    public const int SecretBytes = 32;

    /// <summary>For where no account was ever listed: it recognises nothing that a store holds.</summary>
    public static readonly AccountKey None = new([.. new byte[SecretBytes]]);

    private readonly byte[] _secret = secret.Length == SecretBytes
        ? [.. secret]
        : throw new ArgumentException($"A key of accounts has {SecretBytes} bytes.", nameof(secret));

    /// <param name="account">As written; <c>null</c> where nothing of it can be compared.</param>
    /// <param name="bank">As written. An IBAN names its bank itself.</param>
    public KnownAccount? Of(string? account, string? bank)
    {
        if (BankAccount.Normalise(account) is not { } normalised)
        {
            return null;
        }

        var ofBank = BankAccount.IsIban(normalised) ? null : BankAccount.Normalise(bank);
        return new KnownAccount(Print("account:", normalised), ofBank is null ? null : Print("bank:", ofBank), BankAccount.LastDigitsOf(normalised));
    }

    // Nothing of the secret in a log or a debugger's text.
    public override string ToString() => "(key of accounts)";

    private UInt128 Print(string what, string normalised) =>
        BinaryPrimitives.ReadUInt128BigEndian(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(what + normalised)));
}
