using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Policy;

/// <summary>Mappings from currency to amount.</summary>
internal static class PolicyAmounts
{
    /// <param name="known">The currencies that the policy declares; <c>null</c> where they are being declared.</param>
    /// <param name="amountOf">Picks the amount out of what stands at the currency; <c>null</c> after an error.</param>
    public static ImmutableSortedDictionary<string, long> Read(
        PolicyNode? node,
        List<PolicyError> errors,
        ImmutableSortedDictionary<string, long>? known,
        Func<PolicyNode, PolicyNode?> amountOf)
    {
        var amounts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        if (node is not PolicyNode.Map map)
        {
            if (node is not null)
            {
                errors.Add(new(node.Line, node.Column, "Expected a mapping from currency to amount."));
            }

            return amounts.ToImmutable();
        }

        foreach (var (key, value) in map.Entries)
        {
            var amount = amountOf(value);
            if (Currency.ExponentOf(key.Value) is null)
            {
                errors.Add(new(key.Line, key.Column, "Unknown currency; expected an ISO 4217 code in upper case."));
                continue;
            }

            if (amounts.ContainsKey(key.Value))
            {
                errors.Add(new(key.Line, key.Column, $"The key {key.Value} is repeated."));
                continue;
            }

            if (known is not null && !known.ContainsKey(key.Value))
            {
                errors.Add(new(key.Line, key.Column, $"The currency {key.Value} is not declared under currencies."));
            }

            amounts.Add(key.Value, amount is null ? 0 : PolicyValues.Amount(amount, key.Value, errors));
        }

        return amounts.ToImmutable();
    }
}
