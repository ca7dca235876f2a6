using System.Runtime.Intrinsics;

namespace Triage.Models.Features.Coding;

/// <summary>
/// What the latest lines most like this one were coded as: kernel estimates over amount, invoice, place and age
/// (Nadaraya, Theory of Probability and its Applications 9, 1964; Watson, Sankhya A 26, 1964) at several widths.
/// </summary>
internal sealed class LikeLines
{
    private const float OtherPlace = 0.15f;
    private const float OtherShape = 0.5f;

    // Widths are of logarithms of amounts: 0.02 is the same amount but for pence, 1.5 the same order of magnitude.
    private static readonly Kernel[] Kernels =
    [
        new("narrow", 0.02f, 60),
        new("near", 0.15f, 90),
        new("wide", 0.6f, 60),
        new("wide_ever", 0.4f, 400),
        new("order", 1.5f, 150),
        new("invoice", 0.6f, 60, IsOfInvoice: true),
    ];

    public static readonly int KernelsCount = Kernels.Length;

    public static IEnumerable<string> KernelNames => Kernels.Select(kernel => kernel.Name);

    // One lane a kernel, the rest idle.
    private static readonly int Lanes = Vector256<float>.Count;
    private static readonly Vector256<float> PerAge = LanesOf(kernel => -1 / kernel.AgeDays);
    private static readonly Vector256<float> PerApart = LanesOf(kernel => -1 / kernel.Width);
    private static readonly Vector256<float> PerInvoiceApart = LanesOf(kernel => kernel.IsOfInvoice ? -1 / kernel.Width : 0);

    private readonly float[] _parts = new float[Lanes * CodingCandidates.CandidatesMax];
    private Vector256<float> _sums;

    public void Weigh(in CodingQuestion question, LatestLines? latest, ReadOnlySpan<int> candidates)
    {
        _sums = Vector256<float>.Zero;
        Array.Clear(_parts);
        if (latest is null)
        {
            return;
        }

        var self = CodedLine.Of(question, -1);
        foreach (ref readonly var line in latest.Lines)
        {
            var weight = (line.Place == self.Place ? 1 : OtherPlace) * (line.LinesBand == self.LinesBand ? 1 : OtherShape);
            var exponents = PerAge * Math.Max(0, self.Day - line.Day)
                + PerApart * MathF.Abs(line.Amount - self.Amount)
                + PerInvoiceApart * MathF.Abs(line.Invoice - self.Invoice);
            var alike = Vector256.Exp(exponents) * weight;
            _sums += alike;
            var candidate = candidates.IndexOf(line.Code);
            if (candidate >= 0)
            {
                var part = _parts.AsSpan(candidate * Lanes, Lanes);
                (Vector256.Create<float>(part) + alike).CopyTo(part);
            }
        }
    }

    public float Share(int kernel, int candidate) =>
        _sums[kernel] > 0 ? _parts[candidate * Lanes + kernel] / _sums[kernel] : CodingFeatures.Missing;

    /// <summary>How much there was to compare with.</summary>
    public float Weight(int kernel) => _sums[kernel];

    private static Vector256<float> LanesOf(Func<Kernel, float> value)
    {
        var lanes = new float[Lanes];
        for (var kernel = 0; kernel < Kernels.Length; kernel++)
        {
            lanes[kernel] = value(Kernels[kernel]);
        }

        return Vector256.Create<float>(lanes);
    }

    private readonly record struct Kernel(string Name, float Width, float AgeDays, bool IsOfInvoice = false);
}
