using Triage.Models.Features.Coding;
using Triage.Models.Intake;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;
using Triage.Training.Drift;
using Triage.Training.Tests.Packages;

namespace Triage.Training.Tests.Drift;

/// <summary>The reference of a package that was really trained, and ledgers held against it.</summary>
[Collection(nameof(TrainedOnce))]
public sealed class TrainingReferenceTests(PackageTrainingTests.Trained trained)
{
    [Fact]
    public void Package_has_a_reference_of_its_every_model_over_the_last_days()
    {
        var reference = Package().Reference!; // was trained
        var last = trained.Invoices.Max(invoice => invoice.IssueDate)!.Value;
        Assert.Equal((last.AddDays(1 - TrainingReference.Days), last), (reference.From, reference.To));
        Assert.Equal(DriftRows.Models, reference.Models.Select(model => model.Model));
        var asked = trained.Invoices.Count(invoice => invoice.IssueDate >= reference.From);
        Assert.All(reference.Models, model => Assert.InRange(model.Invoices, 1, asked));
        Assert.Equal(asked, reference.Models.Single(model => model.Model == ModelFileKinds.Anomaly).Invoices);
        // Of cost centres nothing would be asked were they not taken off the lines.
        Assert.True(reference.Models.Single(model => model.Model == CodeField.CostCentre.Name()).Invoices > asked / 2);
    }

    [Fact]
    public void Of_no_history_is_none() => Assert.Null(TrainingReference.Of(Package().Scorers, [], 1, _ => { }, TestContext.Current.CancellationToken));

    [Fact]
    public void Ledger_that_goes_on_as_before_is_counted_by_weeks_and_one_of_other_amounts_drifts()
    {
        var package = Package();
        var weeks = LedgerDrift.Of(package, Later(invoice => invoice), null, _ => { }, TestContext.Current.CancellationToken);
        Assert.All(weeks, week => Assert.Equal(DayOfWeek.Monday, week.Monday.DayOfWeek));
        Assert.Equal(Later(invoice => invoice).Count(), weeks.Sum(week => week.Verdicts));
        Assert.Contains(weeks, week => week.IsComplete);
        Assert.False(weeks[^1].IsComplete && weeks[0].IsComplete && weeks.Length < 3);

        var changed = LedgerDrift.Of(package, Later(Thousandfold), null, _ => { }, TestContext.Current.CancellationToken);
        Assert.True(Large(changed) > Large(weeks), $"{Large(changed)} features drifted far where amounts are a thousandfold, {Large(weeks)} where they are as before.");

        static int Large(IEnumerable<WeekDrift> weeks) => weeks.SelectMany(week => week.Models).Where(model => model.Model == ModelFileKinds.Anomaly).Sum(model => model.Count(DriftLevel.Large));
    }

    [Fact]
    public void Ledger_within_the_packages_data_or_package_without_a_reference_says_what_to_do()
    {
        var package = Package();
        Assert.Contains("Give a ledger that goes on", Refused(package, trained.Invoices), StringComparison.Ordinal);
        Assert.Contains("Train it again", Refused(package with { Reference = null }, [.. Later(invoice => invoice)]), StringComparison.Ordinal);
    }

    private static string Refused(ModelPackage package, IReadOnlyList<Invoice> ledger) =>
        Assert.Throws<TrainingException>(() => LedgerDrift.Of(package, ledger, null, _ => { }, TestContext.Current.CancellationToken)).Message;

    private static Invoice Thousandfold(Invoice invoice) => invoice with
    {
        NetMinor = invoice.NetMinor * 1_000,
        TaxMinor = invoice.TaxMinor * 1_000,
        TotalMinor = invoice.TotalMinor * 1_000,
        Lines = [.. invoice.Lines.Select(line => line with { AmountMinor = line.AmountMinor * 1_000 })],
    };

    /// <summary>The last bills once more, as though they had come in the weeks after.</summary>
    private IEnumerable<Invoice> Later(Func<Invoice, Invoice> change)
    {
        var reference = Package().Reference!; // was trained
        return trained.Invoices.Where(invoice => invoice.IssueDate >= reference.From).Select(invoice => change(invoice with
        {
            SourceInvoiceId = $"later-{invoice.SourceInvoiceId}",
            IssueDate = invoice.IssueDate?.AddDays(TrainingReference.Days),
        }));
    }

    private ModelPackage Package() => ModelPackageReader.Read(new DirectoryPackage(trained.Directory), TestKeys.Trusted, broken => throw broken);
}
