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

    private readonly float[] _sums = new float[KernelsCount];
    private readonly float[] _parts = new float[KernelsCount * CodingCandidates.CandidatesMax];

    public void Weigh(in CodingQuestion question, LatestLines? latest, ReadOnlySpan<int> candidates)
    {
        Array.Clear(_sums);
        Array.Clear(_parts);
        if (latest is null)
        {
            return;
        }

        var self = CodedLine.Of(question, -1);
        foreach (ref readonly var line in latest.Lines)
        {
            var weight = (line.Place == self.Place ? 1 : OtherPlace) * (line.LinesBand == self.LinesBand ? 1 : OtherShape);
            var age = Math.Max(0, self.Day - line.Day);
            var apart = MathF.Abs(line.Amount - self.Amount);
            var invoiceApart = MathF.Abs(line.Invoice - self.Invoice);
            var candidate = candidates.IndexOf(line.Code);
            for (var i = 0; i < Kernels.Length; i++)
            {
                ref readonly var kernel = ref Kernels[i];
                var distance = age / kernel.AgeDays + (apart + (kernel.IsOfInvoice ? invoiceApart : 0)) / kernel.Width;
                var alike = weight * MathF.Exp(-distance);
                _sums[i] += alike;
                if (candidate >= 0)
                {
                    _parts[i * CodingCandidates.CandidatesMax + candidate] += alike;
                }
            }
        }
    }

    public float Share(int kernel, int candidate) =>
        _sums[kernel] > 0 ? _parts[kernel * CodingCandidates.CandidatesMax + candidate] / _sums[kernel] : CodingFeatures.Missing;

    /// <summary>How much there was to compare with.</summary>
    public float Weight(int kernel) => _sums[kernel];

    private readonly record struct Kernel(string Name, float Width, float AgeDays, bool IsOfInvoice = false);
}
