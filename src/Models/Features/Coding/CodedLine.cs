namespace Triage.Models.Features.Coding;

internal readonly record struct CodedLine(float Amount, float Invoice, long Place, int LinesBand, int Code, int Day)
{
    /// <summary>The logarithm of the amount's share of its invoice.</summary>
    public float Part => Amount - Invoice;

    public static CodedLine Of(in CodingQuestion question, int code) =>
        new(LogOf(question.AmountMinor), LogOf(question.InvoiceMinor), question.Place, CodingKeys.LinesBand(question.Lines), code, question.Day);

    public static float SizeOf(long minor) => (float)Math.Log(1 + Math.Abs((double)minor));

    /// <summary>Signed logarithm, so that credits lie on the other side of nothing.</summary>
    public static float LogOf(long minor) => (float)(Math.Sign(minor) * Math.Log(1 + Math.Abs((double)minor)));
}
