namespace IvcFhir.Report;

/// <summary>
/// The page's style. Uses fonts of the reader's system only, and no child selectors, whose sign would be escaped in XML. Every colour is
/// named once for a light page and once for a dark one, which only a screen gets: paper is always white.
/// </summary>
internal static class HtmlStyle
{
    public const string Sheet = """
        :root { color-scheme: light; --page: #fff; --ink: #1c2733; --soft: #566371; --line: #d8dee4; --quiet: #f4f6f8;
          --accent: #1d5480; --band: #c9dbe9; --band-edge: #6f97b7; --beyond: #b0532a; --beyond-ink: #96421c; --good: #1b6e3c;
          --bad: #a01818; --warn: #8a4b08; --warn-bg: #fff6e6; }
        @media screen and (prefers-color-scheme: dark) {
          :root { color-scheme: dark; --page: #14191f; --ink: #dde4ea; --soft: #9eabb8; --line: #2f3944; --quiet: #1d242c;
            --accent: #8bbbe2; --band: #233d55; --band-edge: #4d7ba0; --beyond: #d98a63; --beyond-ink: #e9a481; --good: #7ccb97;
            --bad: #ff9a92; --warn: #f0bd7a; --warn-bg: #2a2115; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 62.5rem; padding: 2rem 1.25rem 3rem; color: var(--ink); background: var(--page);
          font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif;
          -webkit-text-size-adjust: 100%; }
        html { background: var(--page); }
        main:focus { outline: none; }
        .skip { position: absolute; left: .5rem; top: .5rem; padding: .4rem .8rem; background: var(--page); border: 1px solid currentColor;
          border-radius: 3px; }
        .skip:not(:focus) { width: 1px; height: 1px; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); }
        .contents { margin: 2rem 0 0; padding: .75rem 1rem; background: var(--quiet); border-radius: 3px; font-size: .95rem; }
        .contents ul { columns: 8.5rem; column-gap: 1rem; margin: 0; padding: 0; list-style: none; }
        .contents li { break-inside: avoid; }
        .contents a { display: block; padding: .25rem 0; text-decoration: none; }
        .contents a:hover { text-decoration: underline; }
        h1, h2 { font-family: Charter, "Bitstream Charter", Cambria, Georgia, "DejaVu Serif", serif; font-weight: 600; line-height: 1.2;
          text-wrap: balance; }
        h1 { font-size: 2rem; margin: 0 0 1rem; }
        h2 { font-size: 1.4rem; margin: 2.75rem 0 .75rem; scroll-margin-top: 1.5rem; }
        .eyebrow { margin: 0 0 .25rem; color: var(--soft); font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; }
        .banner { margin: 0 0 1.75rem; padding: .6rem .9rem; color: var(--warn); background: var(--warn-bg);
          border: 1px solid currentColor; border-left-width: 6px; border-radius: 3px; }
        .facts { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; margin: 0; }
        dt { color: var(--soft); font-size: .85rem; }
        dd { margin: 0; }
        .verdict { margin: 1.25rem 0 0; font-size: 1.1rem; font-weight: 600; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        thead th { color: var(--soft); font-size: .85rem; font-weight: 500; border-bottom: 1.5px solid var(--ink); }
        tbody th { font-weight: 500; }
        .range { white-space: nowrap; }
        small { display: block; color: var(--soft); font-size: .85rem; font-weight: 400; }
        .figures td:nth-child(2), .agrees { white-space: nowrap; }
        .agrees::before { content: "✓ "; color: var(--good); }
        .differs { color: var(--bad); font-weight: 700; }
        .differs::before { content: "✗ "; }
        .key { max-width: 42rem; margin: -.25rem 0 1rem; color: var(--soft); font-size: .9rem; }
        .note { margin: .6rem 0 0; color: var(--soft); font-size: .85rem; }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 2rem 2.5rem; }
        figure { margin: 0; min-width: 0; max-width: 34rem; }
        figcaption { margin-bottom: .5rem; }
        figcaption b, figcaption span { display: block; }
        figcaption span { color: var(--soft); font-size: .9rem; }
        svg { display: block; width: 100%; height: auto; overflow: visible; }
        svg text { font-size: 13px; fill: var(--soft); font-variant-numeric: tabular-nums; }
        svg .axis { stroke: var(--soft); }
        svg .grid { stroke: var(--line); }
        svg .band { fill: var(--band); stroke: var(--band-edge); stroke-width: .75; }
        svg .bar { fill: var(--accent); }
        svg .beyond { fill: var(--beyond); }
        svg .count, svg .at-risk { fill: var(--ink); }
        svg .cut-off { stroke: var(--beyond); stroke-dasharray: 4 3; }
        svg .cut-off-label { fill: var(--beyond-ink); }
        svg .curve { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
        svg .unreliable { fill: none; stroke: var(--accent); stroke-width: 1.6; stroke-dasharray: 5 4; }
        svg .censored { fill: none; stroke: var(--accent); stroke-width: 1.2; }
        details { margin-top: .5rem; font-size: .9rem; }
        summary { color: var(--accent); cursor: pointer; }
        .values caption { padding: .5rem 0; text-align: left; color: var(--soft); }
        .values th, .values td { padding: .2rem .5rem .2rem 0; text-align: right; }
        h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
        a { color: var(--accent); }
        .scroll { overflow-x: auto; }
        .context tbody th { width: 36%; }
        .groups { font-size: .9rem; }
        .groups thead th, .groups tbody th { white-space: nowrap; }
        .groups [data-column="n of N"], .groups [data-column="Lost of followed"] { white-space: nowrap; }
        .consistent::before { content: "≈ "; }
        .contrasting::before { content: "≠ "; }
        .inconclusive::before { content: "? "; }
        .sources { font-size: .9rem; overflow-wrap: anywhere; }
        .sources dt { font-weight: 600; color: var(--ink); margin-top: .6rem; }
        .sources p, .sources ul { max-width: 44rem; margin: .1rem 0; }
        .sources ul { padding-left: 1.1rem; }
        .cited { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr); gap: .1rem .5rem; }
        .cited dt { margin: 0; }
        cite { font-style: normal; }
        .methods { font-size: .95rem; }
        .methods p { max-width: 44rem; }
        .methods dd { max-width: 44rem; margin: 0 0 .6rem; }
        .flow, .flow ul { margin: 0; padding: 0; list-style: none; }
        .flow .station { display: grid; grid-template-columns: minmax(0, 22rem) minmax(0, 1fr); column-gap: 3.5rem; }
        .flow .station:not(:last-child) { padding-bottom: 2rem;
          background: linear-gradient(var(--soft), var(--soft)) 11rem 0 / 1px 100% no-repeat; }
        .flow .station:not(:last-child)::after { content: "▼"; grid-column: 1; grid-row: 2; height: 0; margin: 0 0 0 calc(11rem - .4em);
          font-size: .7rem; line-height: 1; color: var(--soft); transform: translateY(1.15rem); }
        .step { margin: 0; padding: .6rem 1rem; align-self: start; border: 1px solid var(--soft); border-radius: 3px;
          background: var(--page); }
        .step b { font-size: 1.2rem; }
        .left { position: relative; padding: .5rem .9rem; font-size: .9rem; background: var(--quiet); border-radius: 3px; }
        .left::before { content: ""; position: absolute; right: 100%; top: 1.35rem; width: 3.5rem; border-top: 1px solid var(--soft); }
        .left p { margin: 0; color: var(--soft); }
        @media (min-width: 40.01rem) {
          .figures td:nth-child(2), .figures th:nth-child(2) { padding-right: 2rem; text-align: right; }
          .figures th:first-child { padding-right: 1.5rem; }
          .figures th:nth-child(4) { min-width: 8.5rem; }
        }
        @media print, (min-width: 56.01rem) {
          .groups { overflow-wrap: anywhere; }
          .groups [data-column="n of N"], .groups [data-column="Lost of followed"], .groups [data-column="Expected"] { padding-right: 2rem;
            text-align: right; }
          .groups td:not([rowspan]) .range { display: block; color: var(--soft); }
          .few { max-width: 44rem; }
        }
        @media screen and (min-width: 56.01rem) {
          .groups { table-layout: fixed; }
          .groups th[data-column="By"] { width: 14%; }
          .groups th[data-column="n of N"] { width: 12%; }
          .groups th[data-column="Log-rank test"] { width: 24%; }
          .few th[data-column="By"] { width: 20%; }
        }
        @media screen and (min-width: 76rem) {
          body { display: grid; grid-template: auto 1fr / 12rem minmax(0, 1fr); column-gap: 3rem; max-width: 77.5rem; }
          header, main { grid-column: 2; }
          .contents { position: sticky; top: 2rem; grid-area: 1 / 1 / span 2; align-self: start; margin: 0; padding: 0; background: none;
            font-size: .9rem; }
          .contents ul { columns: auto; border-left: 1px solid var(--line); padding-left: 1rem; }
        }
        @media screen and (max-width: 56rem) {
          .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .cards tr { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; padding: .6rem 0;
            border-bottom: 1px solid var(--line); }
          .cards th, .cards td { grid-column: 1 / -1; border: 0; padding: 0; overflow-wrap: anywhere; }
          .cards tbody th { width: auto; font-weight: 600; }
          .cards td::before { content: attr(data-column) ": "; color: var(--soft); }
          .groups { max-width: 36rem; }
          .groups tr { border: 0; padding: .25rem 0 .5rem; }
          .groups tbody th { margin-top: .4rem; padding-top: .5rem; font-weight: 500; color: var(--soft);
            border-top: 1px solid var(--line); }
          .groups tbody th::before { content: "by "; }
          .groups td.none { display: none; }
          .groups td[data-column="Group"] { grid-column: 1; font-weight: 600; }
          .groups td[data-column="Lost of followed"], .groups td[data-column="n of N"] { grid-column: 2; text-align: right; }
          .groups td[data-column="Lost of followed"]::before { content: "lost "; }
          .groups td[data-column="Group"]::before, .groups td[data-column="n of N"]::before { content: ""; }
        }
        @media (max-width: 40rem) {
          body { padding-top: 1.25rem; }
          h1 { font-size: 1.6rem; }
          dd { overflow-wrap: anywhere; }
          svg text { font-size: 15px; }
          svg .count { font-size: 13px; }
          .figures thead, .passes thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .figures tr, .passes tr { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; padding: .6rem 0;
            border-bottom: 1px solid var(--line); }
          .figures th, .figures td, .passes th, .passes td { border: 0; padding: 0; }
          .figures tbody th, .passes tbody th { font-weight: 600; grid-area: 1 / 1; }
          .figures td:nth-child(2) { grid-area: 2 / 2; text-align: right; color: var(--soft); }
          .figures td:nth-child(3) { grid-area: 2 / 1; }
          .figures td:nth-child(4) { grid-area: 3 / 1 / auto / span 2; font-size: .9rem; color: var(--soft); }
          .figures td:nth-child(4)::before { content: "published: "; }
          .figures td:nth-child(5) { grid-area: 1 / 2; text-align: right; }
          .passes td { grid-column: 1 / -1; }
          .passes td::before { content: attr(data-column) ": "; color: var(--soft); }
          .passes tbody th::before { content: "Pass "; }
          .flow .station { grid-template-columns: 1fr; row-gap: .5rem; background-position-x: 1.5rem; }
          .flow .station:not(:last-child) { background-position-x: 1.5rem; }
          .flow .station:not(:last-child)::after { grid-row: auto; margin-left: calc(1.5rem - .4em); }
          .left { margin-left: 3rem; }
          .left::before { width: 1.5rem; }
        }
        @page { margin: 16mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif;
          color: #566371; } }
        @page synthetic { @bottom-left { content: "Synthetic data"; font: bold 8pt sans-serif; color: #8a4b08; } }
        @media print {
          html { font-size: 9.5pt; }
          body { font-size: 1rem; }
          .synthetic { page: synthetic; }
          body { max-width: none; padding: 0; }
          .contents, .skip { display: none; }
          h2 { margin-top: 1.75rem; }
          h2, h3, thead, .key, .sources dt { break-after: avoid; }
          .groups td[data-column="Group"] { white-space: nowrap; }
          th, td { padding-top: .35rem; padding-bottom: .35rem; }
          .plots { display: block; }
          figure { display: inline-block; width: 47%; margin: 0 3% 6mm 0; vertical-align: top; }
          figure, tr, .flow, .methods, .key { break-inside: avoid; }
          .sources { columns: 2; column-gap: 8mm; font-size: .8rem; }
          .sources h2 { column-span: all; }
          .sources dd { break-inside: avoid; }
          details:not([open]) { display: none; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }
        """;
}
