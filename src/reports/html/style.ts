/** The page's look: one column, system fonts, light and dark by the reader's own setting, ink-saving on paper. */
export const STYLE = `
:root {
  --text: #1d2327; --soft: #5c6670; --line: #dfe3e6; --page: #ffffff; --raised: #f6f7f8;
  --good: #1a7f4b; --bad: #c0392b; --accent: #2b6cb0; --second: #d08700; --third: #6b54b0; --fourth: #128a8f; --warn: #9a6700;
  --heat-0: #eef4fb; --heat-1: #dce9f7; --heat-2: #c6dcf2; --heat-3: #aecdec; --heat-4: #94bde5; --heat-5: #7aacdd; --heat-6: #639cd4; --heat-7: #4f8dcb;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --text: #e6e9ec; --soft: #a3adb6; --line: #3a4249; --page: #15191c; --raised: #1e2327;
    --good: #4cc38a; --bad: #ff8577; --accent: #6cb0f5; --second: #f0b429; --third: #b29bf2; --fourth: #4fc7cb; --warn: #e3b341;
    --heat-0: #1c2733; --heat-1: #20324a; --heat-2: #243d5d; --heat-3: #284970; --heat-4: #2c5484; --heat-5: #306098; --heat-6: #356cab; --heat-7: #3a78bf;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; color: var(--text); background: var(--page);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; text-wrap: balance; }
h2 { font-size: 1.3rem; margin: 2.75rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 0 0 .35rem; }
p, li { max-width: 46rem; }
.subtitle, .soft, figcaption, footer, small { color: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; margin: 1rem 0; }
.card { background: var(--raised); border-left: 5px solid var(--soft); border-radius: 6px; padding: 1rem 1.1rem; }
.card.pays { border-color: var(--good); } .card.loses { border-color: var(--bad); } .card.mayPay, .card.unlikely { border-color: var(--second); }
.card .headline { font-weight: 600; margin: 0 0 .5rem; }
.card .amount { font-size: 1.6rem; font-weight: 650; margin: 0; font-variant-numeric: tabular-nums; }
.card .range { margin: 0 0 .6rem; color: var(--soft); font-size: .9rem; }
.card ul { margin: .5rem 0 0; padding-left: 1.1rem; font-size: .95rem; }
.scroll { overflow-x: auto; margin: .75rem 0 1.25rem; }
section section { margin-top: 2.25rem; }
table { border-collapse: collapse; min-width: min(100%, 34rem); font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; font-size: .88rem; vertical-align: bottom; }
tbody th { font-weight: 600; }
.n { text-align: right; white-space: nowrap; } thead .n { white-space: normal; }
small { display: block; font-size: .82rem; font-weight: 400; }
figure { margin: 1.25rem 0; } figure svg { width: 100%; height: auto; display: block; }
figure .scroll { margin: 0; }
/* On a phone a drawing keeps its letters readable and scrolls within its own frame. */
@media screen and (max-width: 40rem) { figure svg { min-width: 38rem; } }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; list-style: none; margin: 0 0 .5rem; padding: 0; font-size: .9rem; }
.legend i { display: inline-block; width: .85em; height: .85em; border-radius: 2px; margin-right: .45em; }
figcaption { font-size: .9rem; max-width: 46rem; }
.warning { border-left: 4px solid var(--warn); padding: .4rem .8rem; background: var(--raised); }
footer { margin-top: 3rem; border-top: 1px solid var(--line); font-size: .85rem; overflow-wrap: anywhere; }
@media print {
  :root { --raised: #ffffff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2 { break-after: avoid; } figure, .card, tr { break-inside: avoid; }
  .cards { grid-template-columns: repeat(3, 1fr); } .card { border: 1px solid #999; border-left-width: 5px; }
  .scroll { overflow: visible; }
}
`
