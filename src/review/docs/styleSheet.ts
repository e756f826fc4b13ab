/** The one style sheet of the site: fonts of the system, light and dark, narrow and wide, and on paper. */
export const styleSheet = `:root {
  color-scheme: light dark;
  --ground: #ffffff;
  --raised: #f4f6f8;
  --line: #d3d9e0;
  --text: #1b2430;
  --faint: #55606e;
  --link: #0b57a4;
  --error: #a61b1b;
  --warning: #7a5200;
  --info: #0b5c6b;
  --right: #1c6b34;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181e;
    --raised: #1d232b;
    --line: #38414d;
    --text: #e6eaf0;
    --faint: #a7b1be;
    --link: #83bdff;
    --error: #ff9a94;
    --warning: #f0c268;
    --info: #79d3e3;
    --right: #85d69b;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
html:has(.filter) { scroll-padding-top: 5rem; }
body {
  margin: 0 auto;
  max-width: 58rem;
  padding: 1rem 1.25rem 3rem;
  background: var(--ground);
  color: var(--text);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word;
}
a { color: var(--link); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: .14em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; padding: .4rem .8rem; background: var(--ground); z-index: 1; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.1rem); line-height: 1.2; margin: .6rem 0 1rem; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.4rem 0 .6rem; }
h3 { font-size: 1.05rem; margin: 1.8rem 0 .5rem; }
.index h3::first-letter { text-transform: uppercase; }
p, ul, ol, blockquote, pre, .table, details { margin: 0 0 1rem; }
p, li, blockquote { max-width: 46rem; }
ul { padding-left: 1.3rem; }
li { margin: .2rem 0; }
li > ul { margin-bottom: 0; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: .875em; }
code { background: var(--raised); border-radius: 3px; padding: .1em .3em; overflow-wrap: anywhere; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: .8rem 1rem; overflow-x: auto; line-height: 1.45; }
pre code { background: none; padding: 0; font-size: .8125rem; overflow-wrap: normal; }
blockquote { border-left: 4px solid var(--line); background: var(--raised); border-radius: 0 6px 6px 0; padding: .7rem 1rem; }
blockquote p:last-child { margin: 0; }
.rule h1 + blockquote { border-left-color: var(--severity); color: var(--faint); max-width: none; margin-bottom: 1.6rem; }
.rule h1 + blockquote p { max-width: none; }
.rule h1 + blockquote strong { color: var(--severity); }
.error { --severity: var(--error); }
.warning { --severity: var(--warning); }
.info { --severity: var(--info); }
.table { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; }
.table[hidden] { display: none; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .8rem; border-top: 1px solid var(--line); }
thead th { border-top: 0; background: var(--raised); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 400; min-width: 9rem; }
td { min-width: 6rem; }
td.date { white-space: nowrap; }
td code, th code { overflow-wrap: normal; }
td code { overflow-wrap: anywhere; }
#wrong-and-right ~ .table:not(#what-else-it-can-say ~ .table) td:nth-child(2) strong { color: var(--error); }
#wrong-and-right ~ .table:not(#what-else-it-can-say ~ .table) td:nth-child(3) strong { color: var(--right); }
.rule h1 + blockquote code { white-space: nowrap; }
.index table { table-layout: fixed; min-width: 44rem; }
.index thead th:nth-child(1) { width: 39%; }
.index thead th:nth-child(2) { width: 34%; }
.index thead th:nth-child(3) { width: 11%; }
td.error, td.warning, td.info { color: var(--severity); }
.index li code { white-space: nowrap; }
details { border: 1px solid var(--line); border-radius: 6px; padding: .5rem 1rem; }
summary { cursor: pointer; }
details[open] summary { margin-bottom: .8rem; }
.crumbs ol { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem .6rem; margin: 0; padding: 0; font-size: .9375rem; color: var(--faint); }
.crumbs li + li::before { content: "›"; margin-right: .6rem; }
.neighbours { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: 3rem; }
.neighbours a { flex: 1 1 14rem; border: 1px solid var(--line); border-radius: 6px; padding: .6rem 1rem; text-decoration: none; }
.neighbours a:hover { border-color: currentColor; }
.neighbours a[rel="next"] { text-align: right; }
.neighbours span { display: block; font-size: .8125rem; color: var(--faint); }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .8rem; font-size: .875rem; color: var(--faint); }
.filter { position: sticky; top: 0; background: var(--ground); padding: .8rem 0 .6rem; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .8rem; z-index: 1; }
.filter label { font-weight: 600; }
.filter input { flex: 1 1 14rem; font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--faint); border-radius: 6px; padding: .4rem .7rem; }
.filter input::placeholder { color: var(--faint); opacity: 1; }
.filter p { margin: 0; color: var(--faint); }
.narrowed main > p:nth-of-type(2), .narrowed #by-unit, .narrowed #by-unit ~ * { display: none; }
@media (max-width: 40rem) {
  .index table { min-width: 0; }
  .index thead { position: absolute; clip-path: inset(50%); }
  .index tbody tr { display: block; padding: .6rem .8rem; border-top: 1px solid var(--line); }
  .index tbody tr:first-child { border-top: 0; }
  .index tbody tr[hidden] { display: none; }
  .index tbody th, .index tbody td { display: inline; padding: 0; border: 0; white-space: normal; min-width: 0; }
  .index tbody th, .index tbody td:nth-child(2) { display: block; }
  .index tbody td:nth-child(n + 3) { font-size: .875rem; }
  .index tbody td:nth-child(4) { color: var(--faint); }
  .index tbody td:nth-child(4)::before { content: " · "; }
}
@media print {
  .skip, .crumbs, .neighbours, .filter { display: none; }
  body { max-width: none; }
}
`;
