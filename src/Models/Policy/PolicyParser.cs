using System.Security.Cryptography;
using System.Text;

namespace Triage.Models.Policy;

/// <summary>Reads a policy's text, refusing whatever it does not understand whole.</summary>
public static class PolicyParser
{
    public const int TextLengthMax = 256 * 1024;

    public static PolicyParseResult Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > TextLengthMax)
        {
            return new PolicyParseResult.Refused([new(1, 1, $"A policy has at most {TextLengthMax} characters.")]);
        }

        var errors = new List<PolicyError>();
        var root = new PolicyNodeReader(errors).Read(text);
        var policy = root is null ? null : PolicyDocument.Read(root, errors, [.. SHA256.HashData(Encoding.UTF8.GetBytes(text))], text);
        return policy is null || errors.Count > 0
            ? new PolicyParseResult.Refused([.. errors.OrderBy(error => error.Line).ThenBy(error => error.Column)])
            : new PolicyParseResult.Parsed(policy);
    }
}
