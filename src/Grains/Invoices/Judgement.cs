using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Matching;

namespace Triage.Grains.Invoices;

/// <param name="TwinsSeen">By which the verdict holds as long as nothing comes to them; <c>null</c> where that cannot be told.</param>
public sealed record Judgement(Verdict Verdict, ImmutableArray<KeyCount>? TwinsSeen);
