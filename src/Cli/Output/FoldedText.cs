namespace Triage.Cli.Output;

/// <summary>Breaks a line between its words.</summary>
internal static class FoldedText
{
    /// <param name="indent">Of all lines but the first.</param>
    /// <param name="width">A word that is longer stands alone on its line.</param>
    public static IEnumerable<string> Fold(string text, int indent, int width)
    {
        var margin = "";
        while (margin.Length + text.Length > width)
        {
            var end = text.LastIndexOf(' ', Math.Max(0, Math.Min(text.Length - 1, width - margin.Length)));
            // Spaces at the start are the first line's own margin, no place to break.
            if (end < 0 || text.AsSpan(0, end).IsWhiteSpace())
            {
                end = text.AsSpan().TrimStart().IndexOf(' ') is var next and >= 0 ? next + text.Length - text.AsSpan().TrimStart().Length : -1;
                if (end < 0)
                {
                    break;
                }
            }

            yield return margin + text[..end];
            text = text[(end + 1)..];
            margin = new string(' ', indent);
        }

        yield return margin + text;
    }
}
