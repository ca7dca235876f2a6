using Triage.Models.Scoring.Calibration;

namespace Triage.Models.Scoring.Duplicates;

/// <param name="Curve">From the highest score among a bill's candidates to the share of such bills that were copies.</param>
/// <param name="Threshold">Of scores: at this and above the promised precision held, and no more bills in order were flagged than may be; infinite where that can't be promised.</param>
public sealed record DuplicateCalibration(CalibrationCurve Curve, double Threshold);
