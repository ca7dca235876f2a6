using System.Text;
using Triage.Models.MasterData;
using Triage.TestKit;
using static Triage.Models.MasterData.MasterDataKind;

namespace Triage.Models.Tests.MasterData;

public sealed class MasterDataFileTests
{
    private const string Header = "supplier_id,name,aliases,bank_accounts,hold,hold_reason,excluded,active_from,reactivated_on\n";

    [Fact]
    public void Read_suppliers_every_column_counts()
    {
        var read = Files.Good(Suppliers, Header + "S1,\"Acme, Ltd\",Acme|Acme UK,GB33 BUKB 2020 1555 5555 55|20-00-00/12345678,payment,Disputed,yes,2020-01-31,2026-02-01\n");
        var supplier = Assert.IsType<Supplier>(Assert.Single(read.Content.Entries));
        Assert.Equal(("S1", "Acme, Ltd", SupplierHold.Payment, "Disputed", true), (supplier.Id, supplier.Name, supplier.Hold, supplier.HoldReason, supplier.IsExcluded));
        Assert.Equal(["Acme", "Acme UK"], supplier.Aliases);
        Assert.Equal((new DateOnly(2020, 1, 31), new DateOnly(2026, 2, 1)), (supplier.ActiveFrom, supplier.ReactivatedOn));
        Assert.Equal(["5555", "5678"], supplier.Accounts.Select(account => account.LastDigits));
        Assert.Equal([false, true], supplier.Accounts.Select(account => account.Bank is not null));
        Assert.True(read.Content.HasAccounts);
        Assert.Equal((1, 0), (read.Rows, read.WarningCount));
    }

    [Theory]
    [InlineData("supplier_id;name\nS1;Acme\n")]
    [InlineData("supplier_id\tname\nS1\tAcme\n")]
    [InlineData("Supplier ID , NAME\r\n S1 , Acme \r\n\r\n")]
    [InlineData("name,supplier_id\rAcme,S1\r")]
    [InlineData("supplier_id,name\nS1,Acme,,,\n")]
    [InlineData("supplier_id,name\nS1,\"Acme\"")]
    public void Read_what_programs_write_is_one_file(string text)
    {
        var supplier = Assert.IsType<Supplier>(Assert.Single(Files.Good(Suppliers, text).Content.Entries));
        Assert.Equal(("S1", "Acme"), (supplier.Id, supplier.Name));
    }

    [Fact]
    public void Read_UTF_16_with_a_mark_is_read_and_other_encodings_are_refused_with_what_to_do()
    {
        const string Text = "supplier_id,name\nS1,Ärzte\n";
        byte[] Marked(Encoding encoding) => [.. encoding.Preamble, .. encoding.GetBytes(Text)];
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            Assert.Equal("Ärzte", Files.Good(Files.Read(Suppliers, Marked(encoding))).Content.Of<Supplier>().Single().Name);
        }

        Assert.Contains("line 2: bytes that are not UTF-8", Refusal(Encoding.Latin1.GetBytes(Text)), StringComparison.Ordinal);
        Assert.Contains("NUL", Refusal(Encoding.Unicode.GetBytes(Text.Replace('Ä', 'A'))), StringComparison.Ordinal);
        Assert.Contains("UTF-32", Refusal(Marked(new UTF32Encoding(false, true))), StringComparison.Ordinal);
        Assert.Contains("gzip", Refusal([0x1F, 0x8B, 8, 0]), StringComparison.Ordinal);
        Assert.Contains("spreadsheet", Refusal("PK\u0003\u0004xl"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("empty", Refusal([]), StringComparison.Ordinal);

        static string Refusal(byte[] file) => string.Join('\n', Assert.IsType<MasterDataReading.Refused>(Files.Read(Suppliers, file)).Errors);
    }

    [Theory]
    [InlineData("S1,Acme\nS2,Beta\n", "line 1: the first row must name the columns: supplier_id,name, and as wanted aliases, bank_accounts, hold, hold_reason, excluded, active_from, reactivated_on")]
    [InlineData("\n\n", "line 1: the first row must name the columns: supplier_id,name, and as wanted aliases, bank_accounts, hold, hold_reason, excluded, active_from, reactivated_on")]
    [InlineData("supplier_id,hold\nS1,all\n", "line 1, name: the column is missing")]
    [InlineData("supplier_id,name,name\nS1,A,B\n", "line 1, name: the column is repeated: it would be unclear which one counts")]
    [InlineData("supplier_id,name,on_hold\nS1,A,all\n", "line 1, on_hold: no such column; this file may have supplier_id, name, aliases, bank_accounts, hold, hold_reason, excluded, active_from, reactivated_on")]
    [InlineData("supplier_id,name\nS1\n", "line 2: the row has 1 cells, the header 2")]
    [InlineData("supplier_id,name\nS1,A,x\n", "line 2: the row has 3 cells, the header 2")]
    [InlineData("supplier_id,name\nS1,\"A\nS2,B\n", "line 2: a quote that opens in this row is not closed")]
    [InlineData("supplier_id,name\nS1,A \"B\"\n", "line 2: a quote stands inside a cell that is not quoted")]
    [InlineData("supplier_id,name\nS1,\"A\"B\n", "line 2: characters follow a closing quote")]
    [InlineData("supplier_id,name\n,A\n", "line 2, supplier_id: must be given")]
    [InlineData("supplier_id,name\nS1, \n", "line 2, name: must be given")]
    [InlineData("supplier_id,name\nS1,---\n", "line 2, name: holds no letter and no digit")]
    [InlineData("supplier_id,name\nS1,A\nS2,B\nS1,A\n", "line 4, supplier_id: the id stands on line 2 already")]
    [InlineData("supplier_id,name\n1.23E+11,A\n", "line 2, supplier_id: a number that a spreadsheet shortened (such as 1.23E+11); format the column as text")]
    [InlineData("supplier_id,name\nS1,=A1\n", "line 2, name: a formula, not a value; save the sheet with values")]
    [InlineData("supplier_id,name\nS1,#REF!\n", "line 2, name: a formula that went wrong; mend it in the sheet and save with values")]
    [InlineData("supplier_id,name\nS1,\"A\nB\"\n", "line 2, name: holds characters that are not allowed (line breaks, control characters)")]
    [InlineData("supplier_id,name\nS1,A\u202EB\n", "line 2, name: holds characters that are not allowed (line breaks, control characters)")]
    [InlineData("supplier_id,name,hold\nS1,A,yes\n", "line 2, hold: must be payment, posting, all, or empty for none")]
    [InlineData("supplier_id,name,excluded\nS1,A,maybe\n", "line 2, excluded: must be yes or no, or empty for no")]
    [InlineData("supplier_id,name,active_from\nS1,A,2026-02-30\n", "line 2, active_from: must be a date such as 2026-01-31")]
    [InlineData("supplier_id,name,active_from\nS1,A,31/01/2026\n", "line 2, active_from: must be a date such as 2026-01-31")]
    [InlineData("supplier_id,name,bank_accounts\nS1,A,GB34BUKB20201555555555\n", "line 2, bank_accounts: the check digits of an IBAN do not fit: a character is wrong")]
    [InlineData("supplier_id,name,bank_accounts\nS1,A,20-00-00/--\n", "line 2, bank_accounts: an account needs at least four letters or digits; write an IBAN, an account, or BANK/ACCOUNT")]
    public void Read_bad_file_is_refused_with_line_and_column(string text, string error) => Assert.Equal([error], Files.Errors(Suppliers, text));

    [Fact]
    public void Read_too_long_cells_and_lists_are_refused_without_their_content()
    {
        var secret = new string('9', 1001);
        var errors = Files.Errors(Suppliers, $"{Header}S1,{secret},,,,,,,\n{secret},B,,,,,,,\nS3,C,,{string.Join('|', Enumerable.Repeat("12345678", 101))},,,,,\n");
        Assert.Equal(["line 2, name: must have at most 1000 characters", "line 3, supplier_id: must have at most 128 characters", "line 4, bank_accounts: has more than 100 values"], errors);
    }

    [Fact]
    public void Read_every_error_is_counted_and_the_first_thousand_are_listed_by_line()
    {
        var text = "supplier_id,name,hold\n" + string.Concat(Enumerable.Range(0, 3000).Select(n => $"S{n},,maybe\n"));
        var refused = Assert.IsType<MasterDataReading.Refused>(Files.Read(Suppliers, text));
        Assert.Equal((6000, 1000), (refused.ErrorCount, refused.Errors.Length));
        Assert.Equal((2, 501), (refused.Errors[0].Line, refused.Errors[^1].Line));
    }

    [Fact]
    public void Read_one_bad_row_in_100_000_refuses_the_file_and_names_it()
    {
        var rows = Enumerable.Range(0, 100_000).Select(n => n == 77_000 ? "S77000\n" : $"S{n},Supplier {n}\n");
        Assert.Equal(["line 77002: the row has 1 cells, the header 2"], Files.Errors(Suppliers, "supplier_id,name\n" + string.Concat(rows)));
    }

    [Fact]
    public void Read_open_quote_does_not_swallow_the_rows_after_it()
    {
        var rows = string.Concat(Enumerable.Range(0, 200).Select(n => n == 5 ? "S5,\"broken\n" : n == 15 ? "S15,\n" : $"S{n},Name {n}\n"));
        Assert.Equal(["line 7: a quote that opens in this row is not closed", "line 17, name: must be given"], Files.Errors(Suppliers, "supplier_id,name\n" + rows));
    }

    [Fact]
    public void Read_shared_names_and_reasons_without_holds_are_warnings()
    {
        var read = Files.Good(Suppliers, "supplier_id,name,aliases,hold_reason\nS1,Acme Ltd,,\nS2,Other,ACME plc,Old\nS3,Third,Third|THIRD,\n");
        Assert.Equal(
            ["line 3, hold_reason: a reason without a hold: the supplier is not on hold", "line 3, name: the supplier on line 2 has the same name or alias: an invoice without a supplier id cannot tell them apart"],
            read.Warnings.Select(warning => warning.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_codes_words_say_unlisted_where_the_list_does_not()
    {
        var read = Files.Good(Codes, "code,long_description,short_description,betos,regulated,unlisted\nj3490,Unclassified drugs,x,P,,\nA1,Gauze,NOC thing,,,\nA2,Gauze,,,yes,\nA3,\"Drug, not otherwise classified\",,,,no\nA4,Nocturnal splint,,,,\n");
        Assert.Equal(
            [("J3490", false, true), ("A1", false, true), ("A2", true, false), ("A3", false, false), ("A4", false, false)],
            read.Content.Of<CodeEntry>().Select(code => (code.Id, code.IsRegulated, code.IsUnlisted)));
    }

    [Fact]
    public void Read_codes_repeated_is_a_warning_unless_it_contradicts()
    {
        var read = Files.Good(Codes, "code,description\nA1,Gauze\nA1,continued\n");
        Assert.Equal("line 3, code: the code stands on line 2 already; that line counts", Assert.Single(read.Warnings).ToString());
        Assert.Equal("Gauze", read.Content.Of<CodeEntry>().Single().Description);
        Assert.Equal(["line 3, code: the code stands on line 2 already, regulated or unlisted otherwise"], Files.Errors(Codes, "code,description,regulated\nA1,Gauze,\nA1,Gauze,yes\n"));
    }

    [Fact]
    public void Read_codes_the_published_file_is_read_as_it_is()
    {
        var path = SharedData.PathOf("codes/hcpcs_level2_2019.csv.gz");
        Assert.SkipWhen(path is null, SharedData.Absent);
        using var unpacked = new MemoryStream();
        using (var file = new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress))
        {
            file.CopyTo(unpacked);
        }

        var read = Files.Good(Files.Read(Codes, unpacked.ToArray()));
        Assert.Equal((6441, 6440, 1), (read.Rows, read.Content.Entries.Length, read.WarningCount));
        var codes = new CodeList(read.Content);
        Assert.All(["A0999", "J3490", "J9999", "E1399", "B9998", "T1999"], code => Assert.True(codes.NeedsPerson(code)));
        Assert.All(["A4253", "J1885", "A9520", "E0143"], code => Assert.False(codes.NeedsPerson(code)));
    }

    [Fact]
    public void Read_facilities_zones_lists_and_ids_are_checked()
    {
        var read = Files.Good(Facilities, "facility_id,name,time_zone,service_lines,calendar\nnorth,North,Europe/London,theatres|pathology|theatres,england\n");
        var facility = read.Content.Of<Facility>().Single();
        Assert.Equal(("north", "Europe/London", "england"), (facility.Id, facility.TimeZone, facility.Calendar));
        Assert.Equal(["theatres", "pathology"], facility.ServiceLines);
        Assert.Equal(
            ["line 2, time_zone: must be a zone of the IANA time zone database, such as Europe/London", "line 3, facility_id: the id stands on line 2 already"],
            Files.Errors(Facilities, "facility_id,name,time_zone\nn,N,Europe/Nowhere\nn,M,UTC\n"));
    }

    [Fact]
    public void Read_calendars_days_hours_and_dates_make_one_each()
    {
        var read = Files.Good(Calendars, "calendar,day,hours,name\nengland,saturday,closed,\nengland,SUNDAY,,\nengland,Monday,08:00-18:00,\nengland,2026-12-25,,Christmas Day\nengland,2026-12-24,08:00-12:00,\nwales,2026-12-26,,\n");
        var england = read.Content.Of<BusinessCalendar>().First();
        Assert.Equal(["closed", "08:00-18:00", "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00", "closed"], england.Week.Select(hours => hours.ToString()));
        Assert.Equal((OpenHours.Closed, "Christmas Day"), (england.Dates[new(2026, 12, 25)].Hours, england.Dates[new(2026, 12, 25)].Name));
        Assert.Equal("08:00-12:00", england.HoursOn(new(2026, 12, 24)).ToString());
        Assert.Equal(["england", "wales"], read.Content.Entries.Select(entry => entry.Id));
    }

    [Theory]
    [InlineData("england,Funday,,\n", "line 2, day: must be a day of the week, such as Saturday, or a date, such as 2026-12-25")]
    [InlineData("england,,,\n", "line 2, day: must be given: a day of the week, such as Saturday, or a date, such as 2026-12-25")]
    [InlineData("england,2026-13-01,,\n", "line 2, day: must be a date such as 2026-01-31")]
    [InlineData("england,Monday,9-5,\n", "line 2, hours: must be closed, or hours such as 08:00-18:00")]
    [InlineData("england,Monday,18:00-08:00,\n", "line 2, hours: must be closed, or hours such as 08:00-18:00")]
    [InlineData("england,Monday,08:00-24:30,\n", "line 2, hours: must be closed, or hours such as 08:00-18:00")]
    [InlineData("england,Monday,,\nengland,monday,,\n", "line 3, day: the day stands on line 2 already")]
    [InlineData("england,2026-12-25,,\nengland,2026-12-25,,\n", "line 3, day: the day stands on line 2 already")]
    [InlineData("e,Monday,,\ne,Tuesday,,\ne,Wednesday,,\ne,Thursday,,\ne,Friday,,\ne,Saturday,,\ne,Sunday,,\n", "line 2, calendar: is closed on all seven days of the week: nothing would ever be due")]
    public void Read_calendars_bad_rows_are_refused(string rows, string error) =>
        Assert.Equal([error], Files.Errors(Calendars, "calendar,day,hours,name\n" + rows));
}
