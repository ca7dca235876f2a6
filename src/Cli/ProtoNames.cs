using System.Text;

namespace Triage.Cli;

/// <summary>Enum values as the contract writes them, without the enum's own name: DUPLICATE_SUSPECTED.</summary>
internal static class ProtoNames
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        var name = value.ToString();
        var written = new StringBuilder(name.Length + 8);
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]))
            {
                written.Append('_');
            }

            written.Append(char.ToUpperInvariant(name[i]));
        }

        return written.ToString();
    }
}
