using System.Collections.Immutable;
using Triage.Models.Features.Coding;

namespace Triage.Models.Features.Sheets;

/// <summary>The codes that history offered for one line.</summary>
/// <param name="Line">The line's place in the invoice, from 0.</param>
/// <param name="Codes">The candidates.</param>
/// <param name="Rows">Of <see cref="CodingFeatures.Schema"/>, one a candidate, one behind the other.</param>
public sealed record LineFeatures(int Line, CodeField Field, ImmutableArray<string> Codes, ImmutableArray<float> Rows, LineKnowledge Known);
