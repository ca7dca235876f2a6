using System.Collections.Immutable;
using Triage.Models.Payloads;

namespace Triage.Models.Scoring.Calibration;

/// <summary>The stored form of a curve.</summary>
public static class CalibrationCurveCodec
{
    public static void Write(PayloadWriter to, CalibrationCurve curve)
    {
        to.Count(curve.Points.Length);
        foreach (var (score, probability) in curve.Points)
        {
            to.Double(score);
            to.Double(probability);
        }
    }

    /// <exception cref="PayloadDamagedException"/>
    /// <exception cref="UnsoundModelException">The points make no calibration.</exception>
    public static CalibrationCurve Read(ref PayloadReader from)
    {
        var points = ImmutableArray.CreateBuilder<(double, double)>(from.Count());
        for (var i = 0; i < points.Capacity; i++)
        {
            points.Add((from.Double(), from.Double()));
        }

        try
        {
            return new(points.MoveToImmutable());
        }
        catch (ArgumentException unsound)
        {
            throw new UnsoundModelException($"has a calibration that is none: {unsound.Message.Split('.')[0]}");
        }
    }
}
