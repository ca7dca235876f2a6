using CsCheck;
using Triage.Models.Features.Coding;
using Triage.Models.Intake;

namespace Triage.Models.Tests.Features;

public sealed class CodingQuestionsTests
{
    [Fact]
    public void Of_never_reads_what_is_asked_for()
    {
        var codes = Gen.String[Gen.Char['0', '9'], 0, 5];
        Gen.Select(codes, codes, Gen.Long[-100_000, 100_000]).Sample((one, other, amount) =>
        {
            var coded = Invoice(Line(amount, one), Line(500, other));
            var uncoded = Invoice(Line(amount, null), Line(500, null));
            Assert.Equal(CodingQuestions.Of(uncoded), CodingQuestions.Of(coded));
        });
    }

    [Fact]
    public void Of_amounts_of_a_credit_note_point_the_other_way()
    {
        var credit = CodingQuestions.Of(Invoice(Line(500, null), Line(120, null)) with { Kind = InvoiceKind.CreditNote });
        Assert.Equal((-500, -620), (credit[0].AmountMinor, credit[0].InvoiceMinor));
    }

    [Fact]
    public void Of_a_fifth_of_another_amount_is_taken_for_its_tax()
    {
        var questions = CodingQuestions.Of(Invoice(Line(500, null), Line(100, null), Line(0, null)));
        Assert.Equal([false, true, false], questions.Select(question => question.IsTaxOfAnother));
    }

    [Fact]
    public void Of_place_is_the_lines_else_the_invoices_and_nothing_where_none_is_named()
    {
        var named = Line(1, null) with { CostCentre = "42272" };
        var unnamed = Line(1, null);
        var whole = CodingQuestions.Of(Invoice(named, unnamed) with { CostCentre = "42919" });
        Assert.NotEqual(whole[0].Place, whole[1].Place);
        Assert.Equal(whole[0].PlaceGroup == whole[1].PlaceGroup, "42272"[..3] == "42919"[..3]);
        Assert.Equal((0, 0), (CodingQuestions.Of(Invoice(unnamed))[0].Place, CodingQuestions.Of(Invoice(unnamed))[0].PlaceGroup));
        Assert.Equal(0, CodingQuestions.Of(Invoice(unnamed) with { CostCentre = "Pathology" })[0].PlaceGroup);
    }

    [Fact]
    public void Of_item_and_service_are_the_lines_own_and_nothing_where_none_is_named()
    {
        var questions = CodingQuestions.Of(Invoice(Line(1, null) with { ItemCode = "A-1" }, Line(1, null) with { ServiceCode = "A-1" }, Line(1, null) with { ItemCode = " A-1 ", ServiceCode = " " }));
        Assert.Equal((0, 0), (questions[0].Service, questions[1].Item));
        Assert.Equal((questions[0].Item, 0), (questions[2].Item, questions[2].Service));
        Assert.True(questions[0].Item != 0 && questions[1].Service != 0 && questions[0].Item != questions[1].Service);
    }

    [Fact]
    public void Of_words_of_names_are_the_first_four_by_their_beginnings_and_numbers_are_none()
    {
        Assert.Equal(NameWords.Of("ROCHE DIAGNOSTICS"), CodingQuestions.Of(Invoice(Line(1, null)))[0].SupplierWords);
        Assert.Equal(NameWords.Of("Northern Pharmacy Ltd"), NameWords.Of("northern, pharmacy-pharmaceuticals 24"));
        Assert.Equal(NameWords.Of("a b c d"), NameWords.Of("a b c d e"));
        Assert.NotEqual(NameWords.Of("a b"), NameWords.Of("b a"));
        Assert.All(new[] { null, "", " - ", "42272" }, name => Assert.Equal(default, NameWords.Of(name)));
        var places = CodingQuestions.Of(Invoice(Line(1, null) with { CostCentre = "42272" }, Line(1, null) with { CostCentre = "Pharmacy stock" }));
        Assert.Equal((default, NameWords.Of("PHARMACEUTICAL STOCK")), (places[0].PlaceWords, places[1].PlaceWords));
    }

    [Fact]
    public void Of_a_date_that_can_not_be_true_is_as_good_as_none()
    {
        var invoice = Invoice(Line(1, null)) with { IssueDate = DateOnly.MaxValue };
        Assert.Equal(0, CodingQuestions.Of(invoice)[0].Day);
        Assert.Equal(new DateOnly(2020, 10, 3).DayNumber, CodingQuestions.Of(invoice with { ReceiptDate = new(2020, 10, 3) })[0].Day);
    }

    private static Invoice Invoice(params InvoiceLine[] lines) => new()
    {
        SourceSystem = "erp",
        SourceInvoiceId = "1",
        Kind = InvoiceKind.Invoice,
        SupplierName = "Roche Diagnostics Ltd",
        Currency = "GBP",
        IssueDate = new(2020, 10, 1),
        Lines = [.. lines.Select((line, i) => line with { LineId = $"{i}" })],
    };

    private static InvoiceLine Line(long amount, string? code) => new() { LineId = "", AmountMinor = amount, AccountCode = code };
}
