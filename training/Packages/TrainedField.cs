using Triage.Models.Features.Coding;
using Triage.Models.Scoring.Coding;
using Triage.Training.Coding;

namespace Triage.Training.Packages;

/// <summary>A model that completes lines.</summary>
/// <param name="Growing">How good the same training was on the last days, with a history that grows; <c>null</c>: nobody judged.</param>
public sealed record TrainedField(CodeField Field, CodingModel Model, CodingFigures? Growing);
