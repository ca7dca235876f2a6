using System.Globalization;
using Triage.Models.Intake;
using Wire = Triage.Protos.V1;

namespace Triage.Training.Ledgers;

/// <summary>Gathers the rows of one invoice. One bad row makes the whole invoice bad: half of it must not be submitted.</summary>
internal sealed class CsvInvoice(LedgerMapping mapping, string key, long firstLine)
{
    private const int LinesMax = 10_000;
    private readonly Wire.Invoice _invoice = new() { SourceSystem = mapping.SourceSystem, SourceInvoiceId = key, Supplier = new Wire.Supplier(), Kind = Wire.InvoiceKind.Invoice };
    private BadRow? _bad;
    private DateOnly? _issued;
    private int _rows;

    public void Add(CsvRow row)
    {
        _rows++;
        var values = row.Values ?? [];
        if (_rows == 1)
        {
            ReadHeader(row.Number, values);
        }

        var currency = mapping.Currency ?? values[mapping.CurrencyColumn ?? ""];
        if (Currency.ExponentOf(currency) is not { } exponent)
        {
            Bad(row.Number, $"{mapping.CurrencyColumn}: not a currency of ISO 4217");
            return;
        }

        if (_invoice.Currency.Length > 0 && _invoice.Currency != currency)
        {
            Bad(row.Number, "the invoice has rows in several currencies");
        }

        _invoice.Currency = currency;
        ReadDate(row.Number, values);
        AddLine(row.Number, values, exponent);
    }

    public LedgerEntry Close()
    {
        if (_bad is { } bad)
        {
            return new(null, _rows == 1 ? bad : bad with { Reason = $"{bad.Reason} (the invoice's {_rows} rows are left out together)" });
        }

        if (_invoice.Lines.Count > LinesMax)
        {
            return new(null, new BadRow(firstLine, $"the invoice has {_invoice.Lines.Count} lines; at most {LinesMax} are taken"));
        }

        var total = _invoice.Lines.Sum(line => line.AmountMinor);
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
        return new(new LedgerInvoice(_invoice, LedgerKey.Of(_invoice), firstLine, _rows), null);
    }

    private void ReadHeader(long number, Dictionary<string, string> values)
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
            Bad(number, "the row names no supplier");
        }

        string Of(string field) => mapping.Invoice.TryGetValue(field, out var column) ? values[column] : "";
    }

    private void ReadDate(long number, Dictionary<string, string> values)
    {
        foreach (var (field, set) in new (string, Action<DateOnly>)[] { ("issue_date", SetIssued), ("due_date", date => _invoice.DueDate = Iso(date)) })
        {
            if (!mapping.Invoice.TryGetValue(field, out var column) || values[column].Length == 0)
            {
                continue;
            }

            if (DateOnly.TryParseExact(values[column], mapping.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                set(date);
            }
            else
            {
                Bad(number, $"{column}: not a date in the form {mapping.DateFormat}");
            }
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

    private void AddLine(long number, Dictionary<string, string> values, int exponent)
    {
        var column = mapping.Line["amount"];
        if (!decimal.TryParse(values[column], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) || Math.Abs(amount) > 1_000_000_000_000m)
        {
            Bad(number, $"{column}: not an amount such as -1234.56");
            return;
        }

        var minor = amount * Currency.Scale(exponent);
        if (minor % 1 != 0)
        {
            Bad(number, $"{column}: more than {exponent} decimals");
            return;
        }

        _invoice.Lines.Add(new Wire.InvoiceLine
        {
            LineId = _rows.ToString(CultureInfo.InvariantCulture),
            AmountMinor = (long)minor,
            AccountCode = Of("account_code"),
            CostCentre = Of("cost_centre"),
            Text = Of("text"),
            ItemCode = Of("item_code"),
            ServiceCode = Of("service_code"),
        });

        string Of(string field) => mapping.Line.TryGetValue(field, out var from) ? values[from] : "";
    }

    private void Bad(long number, string reason) => _bad ??= new BadRow(number, reason);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
