using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Scoring;

namespace Triage.Grains.Scoring;

/// <summary>What the models in force say of an invoice.</summary>
public interface IScoring
{
    /// <summary>
    /// Never fails and never takes long: what could not be scored in time is named as missing. An invoice that models have scored
    /// keeps those scores, because by now the profiles know it and what came after it.
    /// </summary>
    ValueTask<ScoreSheet> ScoreAsync(InvoiceKey key, InvoiceState state, bool isExplained);
}
