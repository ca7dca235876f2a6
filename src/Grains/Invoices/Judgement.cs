using Triage.Models.Gating;
using Triage.Models.History;

namespace Triage.Grains.Invoices;

/// <param name="By">The verdict holds as long as this does; <c>null</c> where that cannot be told.</param>
public sealed record Judgement(Verdict Verdict, JudgedBy? By);
