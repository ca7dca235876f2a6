using System.Collections.Immutable;
using Triage.Grains.MasterData;
using Triage.Grains.Tests.Faults;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.MasterData;

namespace Triage.Grains.Tests.MasterData;

/// <summary>Verdicts rest on master data in force, and a change finds the open invoices that it touches and no other.</summary>
public sealed class RetriageTests : IAsyncLifetime
{
    private readonly InvoiceCluster _cluster = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Submit_verdict_rests_on_what_is_in_force_and_says_so()
    {
        var before = await SubmitAsync(Bills.Clear("before"));
        Assert.Empty(before.Verdict!.MasterData);
        Assert.Equal(CheckOutcome.NotApplicable, before.Verdict.Checks[(int)Check.SupplierKnown]);

        var imported = await _cluster.SuppliersAsync("S-known,Known", "S-held,Held,payment", "S-out,Out,,yes");
        var known = await SubmitAsync(Bills.Clear("known"));
        Assert.Equal((VerdictKind.Clear, Gate.Version), (known.Verdict!.Kind, known.Verdict.GateVersion));
        var stamp = Assert.Single(known.Verdict.MasterData);
        Assert.Equal((MasterDataKind.Suppliers, 1L, Convert.ToHexString(imported.Version!.Sha256.AsSpan())), (stamp.Kind, stamp.Version, Convert.ToHexString(stamp.Sha256.AsSpan())));
        Assert.Equal([ExceptionCode.SupplierUnknown], Codes(await SubmitAsync(Bills.Clear("unknown"))));
        Assert.Equal([ExceptionCode.SupplierOnHold], Codes(await SubmitAsync(Bills.Clear("held"))));
        Assert.Equal([ExceptionCode.SupplierExcluded], Codes(await SubmitAsync(Bills.Clear("out"))));

        // As stored, not only as answered.
        Assert.Equal(stamp.Version, (await _cluster.HoldsAsync(Bills.Clear("known"))).Verdict!.MasterData[0].Version);
    }

    [Fact]
    public async Task Submit_today_is_the_facilities_date()
    {
        // 14:30 UTC is tomorrow in Auckland, where an invoice of the day after tomorrow here is of tomorrow.
        await _cluster.ImportAsync(MasterDataKind.Facilities, "facility_id,name,time_zone\nauckland,A,Pacific/Auckland\nnorth,N,Europe/London\n");
        _cluster.Clock.Advance(TimeSpan.FromHours(5.5));
        var issued = new DateOnly(2026, 3, 12);
        var there = await SubmitAsync(Bills.Clear("there") with { Facility = "auckland", IssueDate = issued, DueDate = null });
        var here = await SubmitAsync(Bills.Clear("here") with { Facility = "north", IssueDate = issued, DueDate = null });
        Assert.Equal((VerdictKind.Clear, VerdictKind.Review), (there.Verdict!.Kind, here.Verdict!.Kind));
        Assert.Equal([ExceptionCode.FacilityColdStart], Codes(await SubmitAsync(Bills.Clear("elsewhere") with { Facility = "elsewhere" })));
    }

    [Fact]
    public async Task Change_clears_what_waited_for_it_and_recalls_what_must_not_be_posted()
    {
        await _cluster.SuppliersAsync("S-held,Held,all", "S-ok,Fine", "S-later,Later", "S-bank,Bank,,,GB33BUKB20201555555555");
        foreach (var id in new[] { "unknown", "held", "ok", "later" })
        {
            await SubmitAsync(Bills.Clear(id));
        }

        await SubmitAsync(Bank("bank"));
        await SubmitAsync(Bank("bank-wrong") with { RemitToAccount = "GB82WEST12345698765432" });
        await SubmitAsync(Bills.Review("totals") with { SupplierId = "S-ok" });
        await _cluster.RetriageAllAsync();

        await _cluster.SuppliersAsync("S-unknown,Unknown no more", "S-held,Held no more", "S-ok,Fine", "S-later,Later,,yes", "S-bank,Bank,,,GB82WEST12345698765432");
        await _cluster.RetriageAllAsync();

        Assert.Equal(InvoiceStatus.Cleared, (await JudgedAgainAsync("unknown")).Status);
        Assert.Equal(InvoiceStatus.Cleared, (await JudgedAgainAsync("held")).Status);
        var recalled = await JudgedAgainAsync("later");
        Assert.Equal((InvoiceStatus.InReview, WaitingKind.Review), (recalled.Status, recalled.Waiting.Kind));
        Assert.Equal([ExceptionCode.SupplierExcluded], Codes(recalled));
        Assert.Equal([ExceptionCode.BankDetailsChanged], Codes(await JudgedAgainAsync("bank")));
        Assert.Equal(InvoiceStatus.Cleared, (await JudgedAgainAsync("bank-wrong")).Status);
        Assert.Equal(2, (await _cluster.HoldsAsync(Bills.Clear("ok"))).Seq);
        Assert.Equal(2, (await _cluster.HoldsAsync(Bills.Review("totals"))).Seq);
        Assert.Equal(new RetriageProgress(5, 5, 0, true), await _cluster.ProgressAsync(MasterDataKind.Suppliers));
        await Invariants.HoldOfStoreAsync(_cluster);
    }

    [Fact]
    public async Task Change_between_a_judgement_and_its_append_is_judged_by()
    {
        const int AppendOfTheJudged = 2;
        await _cluster.SuppliersAsync("S-late,Late");
        var plan = new FaultPlan(ImmutableDictionary<int, FaultMoment>.Empty) { Meanwhile = (AppendOfTheJudged, () => _cluster.SuppliersAsync("S-late,Late,payment")) };
        var late = Bills.Clear("late") with { SupplierId = "S-late" };
        var answer = await _cluster.Faults.DuringAsync(plan, () => _cluster.SubmitAsync(late, "late"));
        Assert.Equal(1, plan.TookEffect);
        Assert.Equal([ExceptionCode.SupplierOnHold], answer.State?.Verdict?.Reasons.Select(reason => reason.Code));
        Assert.Equal(2, (await _cluster.HoldsAsync(late)).Seq);
    }

    [Fact]
    public async Task Change_first_load_of_suppliers_recalls_who_is_unknown_and_leaves_the_rest_alone()
    {
        await SubmitAsync(Bills.Clear("a"));
        await SubmitAsync(Bills.Clear("b"));
        await _cluster.SuppliersAsync("S-a,A");
        await _cluster.RetriageAllAsync();
        Assert.Equal(2, (await _cluster.HoldsAsync(Bills.Clear("a"))).Seq);
        Assert.Equal([ExceptionCode.SupplierUnknown], Codes(await JudgedAgainAsync("b")));
        Assert.Equal(new RetriageProgress(2, 1, 0, true), await _cluster.ProgressAsync(MasterDataKind.Suppliers));
    }

    [Fact]
    public async Task Change_out_of_force_clears_what_only_master_data_objected_to()
    {
        await _cluster.SuppliersAsync("S-x,X");
        await SubmitAsync(Bills.Clear("a"));
        await _cluster.SuppliersAsync();
        await _cluster.RetriageAllAsync();
        var again = await JudgedAgainAsync("a");
        Assert.Equal(InvoiceStatus.Cleared, again.Status);
        Assert.Empty(again.Verdict!.MasterData);
    }

    [Fact]
    public async Task Change_by_name_and_alias_touches_invoices_without_an_id()
    {
        static Invoice Named(string id, string name) => Bills.Clear(id) with { SupplierId = null, SupplierName = name };
        await _cluster.SuppliersAsync("S1,Acme Ltd", "S2,Other");
        await SubmitAsync(Named("a", "ACME limited"));
        await SubmitAsync(Named("b", "Gamma"));
        await _cluster.RetriageAllAsync();
        var alias = await _cluster.ImportAsync(MasterDataKind.Suppliers, "supplier_id,name,aliases,hold,excluded,bank_accounts\nS1,Acme Ltd,,posting,,\nS2,Other,gamma,,,\n");
        Assert.Equal(ImportOutcome.Imported, alias.Outcome);
        await _cluster.RetriageAllAsync();
        Assert.Equal([ExceptionCode.SupplierOnHold], Codes(await JudgedAgainAsync(Named("a", "ACME limited"))));
        Assert.Equal(InvoiceStatus.Cleared, (await JudgedAgainAsync(Named("b", "Gamma"))).Status);
        Assert.Equal(2, (await _cluster.ProgressAsync(MasterDataKind.Suppliers)).Visited);
    }

    [Fact]
    public async Task Change_of_codes_and_facilities_counts_too()
    {
        await _cluster.ImportAsync(MasterDataKind.Codes, "code,description,regulated\nX1000,Something,\n");
        await _cluster.ImportAsync(MasterDataKind.Facilities, "facility_id,name,time_zone,service_lines\nnorth,N,UTC,theatres\n");
        var coded = Bills.Clear("coded") with { Lines = [Bills.Clear("coded").Lines[0] with { ServiceCode = "X1000" }] };
        var placed = Bills.Clear("placed") with { ServiceLine = "estates" };
        await SubmitAsync(coded);
        await SubmitAsync(placed);
        await _cluster.RetriageAllAsync();
        await _cluster.ImportAsync(MasterDataKind.Codes, "code,description,regulated\nX1000,Something,yes\n");
        await _cluster.ImportAsync(MasterDataKind.Facilities, "facility_id,name,time_zone,service_lines\nnorth,N,UTC,theatres|estates\n");
        await _cluster.RetriageAllAsync();
        Assert.Equal([ExceptionCode.CodingRegulated], Codes(await JudgedAgainAsync(coded)));
        Assert.Equal(InvoiceStatus.Cleared, (await JudgedAgainAsync(placed)).Status);
    }

    [Fact]
    public async Task Change_hold_stays_within_its_first_deadline_and_a_supplier_on_hold_ends_it()
    {
        await _cluster.SuppliersAsync("S-h,H");
        var held = await SubmitAsync(Bills.Hold("h"));
        Assert.Equal(InvoiceStatus.OnHold, held.Status);
        await _cluster.SuppliersAsync("S-h,H,all");
        await _cluster.RetriageAllAsync();
        Assert.Equal(InvoiceStatus.InReview, (await JudgedAgainAsync(Bills.Hold("h"))).Status);
        await _cluster.SuppliersAsync("S-h,H again");
        await _cluster.RetriageAllAsync();
        var again = await _cluster.HoldsAsync(Bills.Hold("h"));
        Assert.Equal((InvoiceStatus.OnHold, held.Waiting), (again.Status, again.Waiting));
    }

    [Fact]
    public async Task Change_judgement_under_way_is_finished_and_terminal_invoices_are_left_alone()
    {
        await _cluster.SuppliersAsync("S-p,P", "S-c,C");
        await _cluster.AppendAsync(Appends.Received(Bills.Clear("p"), "p"));
        await SubmitAsync(Bills.Clear("c"));
        await _cluster.SendAsync(Bills.Clear("c"), Bills.Cancel("c"));
        await _cluster.SuppliersAsync("S-p,P,all", "S-c,C,all");
        await _cluster.RetriageAllAsync();
        var finished = await _cluster.HoldsAsync(Bills.Clear("p"));
        Assert.Equal((2L, InvoiceStatus.InReview), (finished.Seq, finished.Status));
        Assert.Equal(InvoiceStatus.Cancelled, (await _cluster.HoldsAsync(Bills.Clear("c"))).Status);
    }

    [Fact]
    public async Task Change_one_that_cannot_be_read_is_counted_and_does_not_stop_the_rest()
    {
        await _cluster.SuppliersAsync("S-x,X");
        await SubmitAsync(Bills.Clear("a"));
        await SubmitAsync(Bills.Clear("b"));
        await _cluster.RetriageAllAsync();
        await _cluster.ForgetAsync(InvoiceCluster.KeyOf(Bills.Clear("a")));
        StoredRows.Damage(_cluster.StoreDirectory, InvoiceCluster.KeyOf(Bills.Clear("a")));
        await _cluster.SuppliersAsync("S-x,X", "S-a,A", "S-b,B");
        await _cluster.RetriageAllAsync();
        Assert.Equal(InvoiceStatus.Cleared, (await JudgedAgainAsync("b")).Status);
        Assert.Equal(new RetriageProgress(2, 1, 1, true), await _cluster.ProgressAsync(MasterDataKind.Suppliers));
    }

    [Fact]
    public async Task Change_any_storage_call_fails_once_the_next_process_ends_the_work()
    {
        string[] ids = ["a", "b", "c", "d", "e", "f", "g"];
        string[] Rows(string hold) => [.. ids.Select(id => $"S-{id},Name,{hold}")];
        await _cluster.SuppliersAsync(Rows(""));
        foreach (var id in ids)
        {
            await SubmitAsync(Bills.Clear(id));
        }

        await _cluster.RetriageAllAsync();
        var (held, faults) = (false, 0);
        foreach (var moment in Enum.GetValues<FaultMoment>())
        {
            for (var call = 1; ; call++)
            {
                held = !held;
                var seqs = await SeqsAsync(ids);
                await _cluster.SuppliersAsync(Rows(held ? "all" : ""));
                _cluster.Clock.Advance(TimeSpan.FromMinutes(2));
                var plan = FaultPlan.At(call, moment);
                var ended = await OnceAsync(plan);
                foreach (var id in ids)
                {
                    await _cluster.ForgetAsync(InvoiceCluster.KeyOf(Bills.Clear(id)));
                }

                await _cluster.RetriageAllAsync(pageSize: 5);
                Assert.Equal(seqs.Select(seq => seq + 1), await SeqsAsync(ids));
                Assert.Equal((ids.Length, true), (await _cluster.ProgressAsync(MasterDataKind.Suppliers)) is var done ? (done.Visited >= ids.Length ? ids.Length : 0, done.IsDone) : default);
                foreach (var id in ids)
                {
                    Assert.Equal(held ? InvoiceStatus.InReview : InvoiceStatus.Cleared, (await _cluster.HoldsAsync(Bills.Clear(id))).Status);
                }

                if (plan.TookEffect == 0)
                {
                    Assert.True(ended);
                    break;
                }

                faults++;
            }
        }

        // Two pages: taken, looked at, each invoice written, advanced.
        Assert.True(faults > 2 * ids.Length, $"{faults} faults");
        await Invariants.HoldOfStoreAsync(_cluster);
    }

    private async Task<bool> OnceAsync(FaultPlan plan)
    {
        try
        {
            return await _cluster.Faults.DuringAsync(plan, () => _cluster.RetriageAsync(Token, pageSize: 5));
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private async Task<long[]> SeqsAsync(string[] ids) => await Task.WhenAll(ids.Select(async id => (await _cluster.GetAsync(Bills.Clear(id)))!.Seq)); // each was submitted

    private async Task<InvoiceState> SubmitAsync(Invoice invoice) => (await _cluster.SubmitAsync(invoice, invoice.SourceInvoiceId)).State!; // a new key and a new invoice are done

    private Task<InvoiceState> JudgedAgainAsync(string id) => JudgedAgainAsync(Bills.Clear(id));

    private async Task<InvoiceState> JudgedAgainAsync(Invoice invoice)
    {
        var state = await _cluster.HoldsAsync(invoice);
        var history = await _cluster.HistoryAsync(invoice);
        Assert.Equal(3, history.Length);
        Assert.Equal((TriageCause.MasterDataChanged, "triage"), history[2].Event is Triaged again ? (again.Cause, again.Actor) : default);
        return state;
    }

    private static Invoice Bank(string id) => Bills.Clear(id) with { SupplierId = "S-bank", RemitToAccount = "GB33BUKB20201555555555" };

    private static ExceptionCode[] Codes(InvoiceState state) => [.. state.Verdict!.Reasons.Select(reason => reason.Code)];
}
