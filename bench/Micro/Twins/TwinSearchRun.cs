using System.Diagnostics;
using System.Globalization;
using Triage.Models.Features.Duplicates;
using Triage.Models.Features.Profiles;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Training.Generation;
using Triage.Training.Ledgers;

namespace Triage.Micro.Twins;

/// <summary>How long it takes to find what may be the same bill among very many: in the profiles that models read, and in the embedded store that rules read.</summary>
internal static class TwinSearchRun
{
    public const string Verb = "twins";

    private const int InvoicesUsual = 1_000_000;
    private const int Searches = 12_000;
    private const int WarmUp = 500;

    // As the service asks its store.
    private const int PerKeyMax = 50;

    /// <param name="invoices">How many are known; <c>null</c>: a million.</param>
    public static async Task RunAsync(string? invoices)
    {
        var count = invoices is null ? InvoicesUsual : int.Parse(invoices, CultureInfo.InvariantCulture);
        List<Invoice> ledger = [.. new LedgerGenerator(new() { Invoices = count, Seed = 1 }).Generate().Select(made => LedgerInvoices.ToDomain(made.Invoice))];
        var asked = AskedBills.Draw(ledger, Searches);
        Say($"{ledger.Count:#,0} generated invoices, {Searches:#,0} searches, one after another on one thread");
        InProfiles(ledger, asked);
        await InStoreAsync(ledger, asked);
    }

    private static void InProfiles(List<Invoice> ledger, Invoice[] asked)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var profiles = new Profiles();
        foreach (var invoice in ledger)
        {
            profiles.Add(invoice.SourceInvoiceId, invoice);
        }

        var joined = GC.GetTotalMemory(forceFullCollection: true) - before;
        foreach (var invoice in ledger)
        {
            profiles.Confirm(invoice.SourceInvoiceId, invoice);
        }

        var all = GC.GetTotalMemory(forceFullCollection: true) - before;
        var question = new DuplicateQuestion();
        int Search(Invoice bill)
        {
            question.Ask(bill, DuplicateFacts.Of(bill), profiles.Bills);
            return question.Count;
        }

        new SearchTimes("warm-up").Measure(asked[..WarmUp], Search);
        var times = new SearchTimes("profiles, candidates with their features");
        times.Measure(asked, Search);
        Say(times);
        Say($"profiles: {all / 1e6:#,0} MB, {(double)all / ledger.Count:#,0} bytes an invoice, of which {(double)joined / ledger.Count:#,0} for duplicates and anomalies and the rest for codes");
        GC.KeepAlive(profiles);
    }

    private static async Task InStoreAsync(List<Invoice> ledger, Invoice[] asked)
    {
        await using var store = new FilledStore();
        var began = Stopwatch.GetTimestamp();
        await store.FillAsync(ledger);
        Say($"store: filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {store.Bytes / 1e6:#,0} MB on disk");
        async ValueTask<int> SearchAsync(Invoice bill) => (await store.Twins.FindAsync(FilledStore.KeyOf(bill), BlockingKeys.ToLookUp(bill), PerKeyMax, isChecked: false)).Items.Length;
        await new SearchTimes("warm-up").MeasureAsync(asked[..WarmUp], SearchAsync);
        var times = new SearchTimes("store, look-up of twins");
        await times.MeasureAsync(asked, SearchAsync);
        Say(times);
    }

    private static void Say(SearchTimes times)
    {
        foreach (var line in times.Lines())
        {
            Console.WriteLine(line);
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
