using Triage.Training.Generation;
using Triage.Training.Onnx;

namespace Triage.Training.Tests.Onnx;

public sealed class NamesAsOnnxTests
{
    [Fact]
    public void Names_as_ONNX_are_as_near_to_one_another_as_here()
    {
        var names = new LedgerGenerator(new GeneratorOptions { Invoices = 3_000 }).Generate().Select(made => made.Invoice.Supplier.Name).Distinct(StringComparer.Ordinal).ToArray();
        string[] asked = [.. names, .. names.Select(name => name[..(name.Length / 2)]), .. names.Select(name => $"{name[^3..]} {name}"), "", "Ä", "x y z", "ÆØÅ ÆØÅ", new string('q', 300)];
        var agreement = NamesAgreement.Of([.. names.Take(names.Length / 2)], asked, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal((asked.Length - 1, 1), (agreement.Names, agreement.TooLong));
        Assert.InRange(agreement.MaxDifference, double.Epsilon, 1e-5);
        Assert.Equal(0, agreement.Changed);
    }
}
