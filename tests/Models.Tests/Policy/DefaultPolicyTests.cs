using Triage.Models.Intake;
using Triage.Models.Policy;

namespace Triage.Models.Tests.Policy;

public sealed class DefaultPolicyTests
{
    [Fact]
    public void Load_embedded_text_is_a_shadow_policy()
    {
        var policy = DefaultPolicy.Load();
        Assert.Equal(PolicyMode.Shadow, policy.Mode);
        Assert.Equal(["EUR", "GBP", "USD"], policy.ApprovalLimitMinor.Keys);
        Assert.All(policy.ApprovalLimitMinor.Values, limit => Assert.Equal(1_000_000, limit));
        Assert.Equal(0, policy.StaleAfterDays);
        Assert.Equal([Reference.PurchaseOrder, Reference.Contract], Assert.Single(policy.References).AnyOf);
        Assert.Equal("routine-invoice", Assert.Single(policy.Clear).Name);
    }
}
