namespace Triage.Training.Coding;

/// <summary>Sets of lines whose supplier was known as well when their code was asked for.</summary>
/// <param name="Offered">Share of lines whose right code is a candidate: no set holds it more often.</param>
/// <param name="MayBeOther">Whether the sets say that the right code may be none of them, and promise to hold it where it is a candidate alone.</param>
/// <param name="CoverageOfOffered">Share of sets that hold the right code where it is a candidate.</param>
public sealed record SetFigures(string Supplier, int Lines, double Offered, bool MayBeOther, double Coverage, double CoverageOfOffered, double MeanSize);
