using System.Buffers.Binary;
using Triage.Models.Payloads;

namespace Triage.Models.MasterData;

/// <summary>
/// A bank account that can be recognised but not read: keyed prints of it (<see cref="AccountKey"/>) and the
/// digits that people tell accounts apart by.
/// </summary>
/// <param name="Account">Print of the account.</param>
/// <param name="Bank">Print of the bank; <c>null</c> where the account says it all, or nobody named one.</param>
/// <param name="LastDigits">The last four characters at most, and never more than half of the account.</param>
public readonly record struct KnownAccount(UInt128 Account, UInt128? Bank, string LastDigits)
{
    private const int PrintBytes = 16;

    public void Write(PayloadWriter to)
    {
        WritePrint(to, Account);
        to.Flag(Bank is not null);
        if (Bank is { } bank)
        {
            WritePrint(to, bank);
        }

        to.Text(LastDigits);
    }

    public static KnownAccount Read(ref PayloadReader from) =>
        new(ReadPrint(ref from), from.Flag() ? ReadPrint(ref from) : null, from.Text() ?? "");

    private static void WritePrint(PayloadWriter to, UInt128 print)
    {
        Span<byte> bytes = stackalloc byte[PrintBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, print);
        to.Bytes(bytes);
    }

    private static UInt128 ReadPrint(ref PayloadReader from) =>
        from.Bytes() is { Length: PrintBytes } bytes ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : throw new PayloadDamagedException();
}
