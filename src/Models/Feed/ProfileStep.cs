using Triage.Models.Features.Profiles;
using Triage.Models.Intake;

namespace Triage.Models.Feed;

/// <param name="Bill">As it was received, without dates that cannot be true; of steps that bring one.</param>
public readonly record struct ProfileStep(ProfileStepKind Kind, string InvoiceId, Invoice? Bill = null)
{
    public void ApplyTo(Profiles profiles)
    {
        switch (Kind)
        {
            case ProfileStepKind.Joined:
                profiles.Add(InvoiceId, Bill!); // these two kinds bring one
                break;
            case ProfileStepKind.Confirmed:
                profiles.Add(InvoiceId, Bill!);
                profiles.Confirm(InvoiceId, Bill!);
                break;
            case ProfileStepKind.Distrusted:
                profiles.Distrust(InvoiceId);
                break;
            case ProfileStepKind.Withdrawn:
                profiles.Withdraw(InvoiceId);
                break;
            default:
                throw new InvalidOperationException($"There is no step {Kind}.");
        }
    }
}
