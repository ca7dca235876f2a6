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

    // Widths are of logarithms of amounts: 0.02 is the same amount but for pence, 1.5 the same order of magnitude; of parts, of the amount by its invoice's, which stays where all amounts of a longer month grow.
    private static readonly Kernel[] Kernels =
    [
        new("narrow", 0.02f, 60),
        new("wide", 0.6f, 60),
        new("wide_ever", 0.4f, 400),
        new("order", 1.5f, 150),
        new("invoice", 0.6f, 60, IsOfInvoice: true),
        new("part", 0.1f, 120, IsOfPart: true),
        new("part_wide", 0.5f, 120, IsOfPart: true),
    ];

    public static readonly int KernelsCount = Kernels.Length;
    private static readonly int InvoiceKernel = Array.FindIndex(Kernels, kernel => kernel.IsOfInvoice);

    public static IEnumerable<string> KernelNames => Kernels.Select(kernel => kernel.Name);

    // One lane a kernel, the rest idle; two lines at once.
    private static readonly int Lanes = Vector256<float>.Count;
    private static readonly Vector512<float> PerAge = LanesOf(kernel => -1 / kernel.AgeDays);
    private static readonly Vector512<float> PerApart = LanesOf(kernel => kernel.IsOfPart ? 0 : -1 / kernel.Width);
    private static readonly Vector512<float> PerPartApart = LanesOf(kernel => kernel.IsOfPart ? -1 / kernel.Width : 0);
    private static readonly Vector512<float> PerInvoiceApart = LanesOf(kernel => kernel.IsOfInvoice ? -1 / kernel.Width : 0);

    private readonly float[] _parts = new float[Lanes * CodingCandidates.CandidatesMax];
    private Vector256<float> _sums;

    public void Weigh(in CodingQuestion question, LatestLines? latest, CodingCandidates candidates)
    {
        _sums = Vector256<float>.Zero;
        Array.Clear(_parts);
        if (latest is null)
        {
            return;
        }

        var self = CodedLine.Of(question, -1);
        var lines = latest.Lines;
        for (var i = 0; i < lines.Length; i += 2)
        {
            ref readonly var one = ref lines[i];
            ref readonly var other = ref lines[Math.Min(i + 1, lines.Length - 1)];
            var exponents = PerAge * Both(Math.Max(0, self.Day - one.Day), Math.Max(0, self.Day - other.Day))
                + PerApart * Both(MathF.Abs(one.Amount - self.Amount), MathF.Abs(other.Amount - self.Amount))
                + PerInvoiceApart * Both(MathF.Abs(one.Invoice - self.Invoice), MathF.Abs(other.Invoice - self.Invoice))
                + PerPartApart * Both(MathF.Abs(one.Part - self.Part), MathF.Abs(other.Part - self.Part));
            var alike = Vector512.Exp(exponents) * Both(Weight(self, one), Weight(self, other));
            Add(alike.GetLower(), candidates.PlaceOf(one.Code));
            if (i + 1 < lines.Length)
            {
                Add(alike.GetUpper(), candidates.PlaceOf(other.Code));
            }
        }
    }

    public float Share(int kernel, int candidate) =>
        _sums[kernel] > 0 ? _parts[candidate * Lanes + kernel] / _sums[kernel] : CodingFeatures.Missing;

    /// <summary>How much there was to compare with, by amount and by the invoice's too.</summary>
    public float NarrowWeight => _sums[0];
    public float InvoiceWeight => _sums[InvoiceKernel];

    private void Add(Vector256<float> alike, int candidate)
    {
        _sums += alike;
        if (candidate >= 0)
        {
            var part = _parts.AsSpan(candidate * Lanes, Lanes);
            (Vector256.Create<float>(part) + alike).CopyTo(part);
        }
    }

    private static float Weight(in CodedLine self, in CodedLine line) =>
        (line.Place == self.Place ? 1 : OtherPlace) * (line.LinesBand == self.LinesBand ? 1 : OtherShape);

    private static Vector512<float> Both(float one, float other) => Vector512.Create(Vector256.Create(one), Vector256.Create(other));

    private static Vector512<float> LanesOf(Func<Kernel, float> value)
    {
        var lanes = new float[Lanes];
        for (var kernel = 0; kernel < Kernels.Length; kernel++)
        {
            lanes[kernel] = value(Kernels[kernel]);
        }

        return Vector512.Create(Vector256.Create<float>(lanes), Vector256.Create<float>(lanes));
    }

    private readonly record struct Kernel(string Name, float Width, float AgeDays, bool IsOfInvoice = false, bool IsOfPart = false);
}
