import type {Language} from '../../vocabulary.js'
import type {INK} from '../charts/svg.js'
import {html, type Markup, raw} from './markup.js'
import {STYLE} from './style.js'
import {spacedInHtml} from '../typography.js'

export interface Page {
  readonly title: string
  readonly language: Language
  /** one line under the title */
  readonly subtitle: string
  readonly sections: readonly Markup[]
  readonly footer: Markup
}

/** A whole page that needs nothing from outside: styles and drawings are in it, and it may not fetch anything. */
export function page({title, language, subtitle, sections, footer}: Page): string {
  const whole = html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header><h1>${title}</h1><p class="subtitle">${subtitle}</p></header>
<main>
${sections}
</main>
<footer>${footer}</footer>
</body>
</html>
`.text
  return spacedInHtml(whole, language)
}

/** A section with its heading; `id` for links within the page. */
export function section(id: string, heading: string, ...body: readonly Markup[]): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
${body}
</section>
`
}

export function paragraph(text: string, kind = ''): Markup {
  return text === '' ? html`` : html`<p${classed(kind)}>${text}</p>
`
}

/** A drawing with the sentence that says what to see in it, and what its colours mean. */
export function figure(svg: string, caption: string, legend: readonly Legend[] = []): Markup {
  const colours = legend.length === 0 ? undefined : html`<ul class="legend">${legend.map(({name, colour}) =>
    html`<li><i style="background:var(--${colour})"></i>${name}</li>`)}</ul>`
  return html`<figure>${colours}<div class="scroll">${raw(svg)}</div><figcaption>${caption}</figcaption></figure>
`
}

/** A colour of a chart and its meaning; outside the drawing, where text can flow. */
export interface Legend {
  readonly name: string
  readonly colour: keyof typeof INK
}

export interface Cell {
  readonly text: string
  readonly note?: string
}

/** A table whose first column names the row; the others hold figures unless `words` says otherwise. */
export function dataTable(headings: readonly string[], rows: readonly (readonly (Cell | string)[])[], kind: 'figures' | 'words' = 'figures'): Markup {
  const head = headings.map((text, i) => html`<th scope="col"${classed(i > 0 && kind === 'figures' ? 'n' : '')}>${text.replaceAll('\n', ' ')}</th>`)
  const body = rows.map(([first, ...rest]) => html`<tr><th scope="row">${cellText(first ?? '')}</th>${rest.map((cell) =>
    html`<td${classed(kind === 'figures' ? 'n' : '')}>${cellText(cell)}</td>`)}</tr>
`)
  return html`<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table></div>
`
}

function classed(name: string): Markup | undefined {
  return name === '' ? undefined : html` class="${name}"`
}

function cellText(cell: Cell | string): Markup {
  if (typeof cell === 'string') return html`${cell}`
  return html`${cell.text}${cell.note === undefined || cell.note === '' ? undefined : html`<small>${cell.note}</small>`}`
}
