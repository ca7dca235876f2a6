using System.Globalization;
using Triage.Models.Intake;
using Wire = Triage.Protos.V1;

namespace Triage.Training.Ledgers.Csv;

/// <summary>Gathers the rows of one invoice. One bad row makes the whole invoice bad: half of it must not be submitted.</summary>
internal sealed class CsvInvoice(LedgerMapping mapping, string key, long firstLine)
{
    private const int LinesMax = 10_000;
    private const decimal TotalMinorMax = 1_000_000_000_000_000;
    private readonly Wire.Invoice _invoice = new() { SourceSystem = mapping.SourceSystem, SourceInvoiceId = key, Supplier = new Wire.Supplier(), Kind = Wire.InvoiceKind.Invoice };
    private BadRow? _bad;
    private DateOnly? _issued;

    public int Rows { get; private set; }

    public void Add(CsvRow row)
    {
        if (++Rows == 1)
        {
            ReadHeader(row);
        }

        if (row.Problem is { } problem)
        {
            Bad(row, problem);
            return;
        }

        var currency = mapping.Currency ?? row[mapping.CurrencyColumn ?? ""];
        if (Currency.ExponentOf(currency) is not { } exponent)
        {
            Bad(row, $"{mapping.CurrencyColumn}: not a currency of ISO 4217");
            return;
        }

        if (_invoice.Currency.Length > 0 && _invoice.Currency != currency)
        {
            Bad(row, "the invoice has rows in several currencies");
        }

        _invoice.Currency = currency;
        ReadDate(row, "issue_date", SetIssued);
        ReadDate(row, "due_date", date => _invoice.DueDate = Iso(date));
        AddLine(row, currency, exponent);
    }

    public LedgerEntry Close()
    {
        if (Rows > LinesMax)
        {
            return new(null, new BadRow(firstLine, string.Create(CultureInfo.InvariantCulture, $"the invoice has {Rows} rows; at most {LinesMax} are taken")));
        }

        if (_bad is { } bad)
        {
            return new(null, Rows == 1 ? bad : bad with { Reason = $"{bad.Reason} (the invoice's {Rows} rows are left out together)" });
        }

        var sum = _invoice.Lines.Sum(line => (decimal)line.AmountMinor);
        if (Math.Abs(sum) > TotalMinorMax)
        {
            return new(null, new BadRow(firstLine, "the invoice's rows add up to more than the contract takes"));
        }

        var total = (long)sum;
        if (total < 0 && mapping.NegativeTotalIsCreditNote)
        {
            _invoice.Kind = Wire.InvoiceKind.CreditNote;
            total = -total;
            foreach (var line in _invoice.Lines)
            {
                line.AmountMinor = -line.AmountMinor;
            }
        }

        _invoice.TotalAmountMinor = total;
        return new(new LedgerInvoice(_invoice, LedgerKey.Of(_invoice), firstLine, Rows), null);
    }

    private void ReadHeader(CsvRow row)
    {
        _invoice.Supplier.SupplierId = Of("supplier_id");
        _invoice.Supplier.Name = Of("supplier_name");
        _invoice.SupplierInvoiceNumber = Of("supplier_invoice_number");
        _invoice.Facility = Of("facility");
        _invoice.ServiceLine = Of("service_line");
        _invoice.Department = Of("department");
        _invoice.PurchaseOrder = Of("purchase_order");
        _invoice.Contract = Of("contract");
        if (_invoice.Supplier.SupplierId.Length + _invoice.Supplier.Name.Length == 0)
        {
            Bad(row, "the row names no supplier");
        }

        string Of(string field) => mapping.Invoice.TryGetValue(field, out var column) ? row[column] : "";
    }

    private void ReadDate(CsvRow row, string field, Action<DateOnly> set)
    {
        if (!mapping.Invoice.TryGetValue(field, out var column) || row[column].Length == 0)
        {
            return;
        }

        if (DateTime.TryParseExact(row[column], mapping.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            set(DateOnly.FromDateTime(date));
        }
        else
        {
            Bad(row, $"{column}: not a date in the form {mapping.DateFormat}");
        }
    }

    // Rows of one invoice sometimes carry several dates: it was issued on the first.
    private void SetIssued(DateOnly date)
    {
        if (_issued is null || date < _issued)
        {
            _issued = date;
            _invoice.IssueDate = Iso(date);
        }
    }

    private void AddLine(CsvRow row, string currency, int exponent)
    {
        var column = mapping.Line["amount"];
        if (mapping.Amounts.Read(row[column], currency, out var amount) is { } problem)
        {
            Bad(row, $"{column}: {problem}");
            return;
        }

        var minor = amount * Currency.Scale(exponent);
        if (minor % 1 != 0)
        {
            Bad(row, $"{column}: more than {exponent} decimals");
            return;
        }

        // What is bad is left out as a whole: its lines need no memory.
        if (_bad is not null || Rows > LinesMax)
        {
            _invoice.Lines.Clear();
            return;
        }

        _invoice.Lines.Add(new Wire.InvoiceLine
        {
            LineId = Rows.ToString(CultureInfo.InvariantCulture),
            AmountMinor = (long)minor,
            AccountCode = Of("account_code"),
            CostCentre = Of("cost_centre"),
            Text = Of("text"),
            ItemCode = Of("item_code"),
            ServiceCode = Of("service_code"),
        });

        string Of(string field) => mapping.Line.TryGetValue(field, out var from) ? row[from] : "";
    }

    private void Bad(CsvRow row, string reason) => _bad ??= new BadRow(row.Line, reason);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
