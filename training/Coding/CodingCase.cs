using Triage.Models.Features.Coding;

namespace Triage.Training.Coding;

/// <summary>A line of which the right code is known.</summary>
public readonly record struct CodingCase(CodingQuestion Question, string Code);
