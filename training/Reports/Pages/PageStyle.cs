namespace Triage.Training.Reports.Pages;

/// <summary>How the page looks: in the light, in the dark, on a phone and on paper. Colours are those that the colour-blind can tell apart (Okabe and Ito, 2008).</summary>
internal static class PageStyle
{
    public const string Text =
        """
        :root { color-scheme: light dark; --ink: #1c2330; --soft: #5a6475; --paper: #ffffff; --card: #f5f7fa; --rule: #d8dee8; --s0: #0072b2; --s1: #c04f00; --warn: #8a5300; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf1; --soft: #a3adbd; --paper: #12161d; --card: #1b212b; --rule: #343d4b; --s0: #56b4e9; --s1: #e69f00; --warn: #f0b357; } }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; }
        body { margin: 0 auto; max-width: 68rem; padding: 1.2rem; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        h1 { font-size: 1.8rem; line-height: 1.2; margin: .4rem 0; }
        h2 { font-size: 1.4rem; margin: 3rem 0 .6rem; padding-top: .8rem; border-top: 2px solid var(--rule); }
        h3 { font-size: 1.1rem; margin: 2rem 0 .4rem; }
        p { max-width: 46rem; }
        a { color: var(--s0); }
        .note, figcaption, footer { color: var(--soft); font-size: .92rem; }
        .missing { border-left: 4px solid var(--warn); padding-left: .8rem; }
        nav { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: .6rem 1rem; }
        nav ul { margin: .2rem 0; padding-left: 1.2rem; }
        nav > ul { columns: 2 18rem; }
        nav > ul > li { break-inside: avoid; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; margin: .8rem 0; font-size: .92rem; font-variant-numeric: tabular-nums; }
        th, td { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--rule); text-align: right; vertical-align: top; }
        thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
        th:first-child { text-align: left; font-weight: 500; overflow-wrap: anywhere; min-width: 7rem; }
        td { white-space: nowrap; }
        .facts th { white-space: nowrap; min-width: 0; padding-right: 1.6rem; }
        .facts td { text-align: left; white-space: normal; overflow-wrap: anywhere; }
        .beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; align-items: start; }
        figure { margin: .8rem 0; padding: .8rem; background: var(--card); border: 1px solid var(--rule); border-radius: 8px; max-width: 40rem; }
        figcaption { margin-top: .4rem; }
        svg { display: block; width: 100%; height: auto; font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        svg text { fill: var(--ink); }
        svg .tick { fill: var(--soft); font-size: 12.5px; }
        svg .over-lines { paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
        svg .end { text-anchor: end; }
        svg .middle { text-anchor: middle; }
        svg .grid { stroke: var(--rule); stroke-width: 1; }
        svg .axis { stroke: var(--soft); stroke-width: 1; }
        svg .ideal { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 5 4; }
        svg .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
        svg .s0 { stroke: var(--s0); }
        svg .s1 { stroke: var(--s1); }
        svg .line.s1 { stroke-dasharray: 7 3; }
        svg .whisker { stroke-width: 1.4; opacity: .75; }
        svg .dot { stroke-width: 1.8; }
        svg .dot.s0 { fill: var(--s0); }
        svg .dot.s1 { fill: var(--card); }
        svg .mark { stroke-width: 1; stroke-dasharray: 2 3; }
        svg .marked { fill: none; stroke-width: 2; }
        svg .bar { stroke: none; }
        svg .bar.s0 { fill: var(--s0); }
        svg .bar.s1 { fill: var(--s1); }
        svg .heat { fill: var(--s1); stroke: var(--rule); stroke-width: 1; }
        svg .over { stroke: var(--ink); stroke-width: 1.6; }
        .legend { margin: .3rem 0 0; font-size: .9rem; }
        .key { display: inline-block; margin-right: 1.2rem; }
        .key::before { content: ""; display: inline-block; width: .75rem; height: .75rem; margin-right: .4rem; border-radius: 50%; border: 2px solid; vertical-align: -1px; }
        .k0::before { background: var(--s0); border-color: var(--s0); }
        .k1::before { border-color: var(--s1); }
        @media (max-width: 36rem) {
          body { padding: .7rem; }
          figure { padding: .4rem; }
          table { font-size: .85rem; }
          th, td { padding-right: .55rem; }
          th:first-child { min-width: 5.5rem; }
        }
        @media print {
          :root { --ink: #000; --soft: #444; --paper: #fff; --card: #fff; --rule: #bbb; --s0: #0072b2; --s1: #c04f00; }
          body { max-width: none; padding: 0; font-size: 11pt; }
          figure, tr { break-inside: avoid; }
          h2, h3 { break-after: avoid; }
          .wide { overflow: visible; }
          * { print-color-adjust: exact; }
        }
        """;
}
