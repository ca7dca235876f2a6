using System.Collections.Immutable;
using Triage.Models.Features.Sheets;
using Triage.Models.Scoring;

namespace Triage.Training.Drift;

/// <summary>What some models were asked about a bill, and what they said.</summary>
public delegate void AskedVisitor(FeatureSheet asked, ImmutableArray<Score> scores, ImmutableArray<LineSuggestion> lines);
