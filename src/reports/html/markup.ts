/** Text that is already HTML. Everything else is escaped on its way into a page. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Markup[] | undefined

/** `` html`<b>${name}</b>` ``: values are escaped, markup and lists of markup are taken as they are. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(strings.map((text, i) => text + shown(values[i])).join(''))
}

/** HTML made elsewhere (charts). */
export function raw(text: string): Markup {
  return new Markup(text)
}

/** Browsers would break a line between + and €: a word joiner keeps a sign with its sum. */
export function escapeHtml(text: string): string {
  return text.replace(/(?<= )[+\u2212](?=[€$£¥])/g, '$&\u2060')
    .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;')
}

function shown(value: Part): string {
  if (value === undefined) return ''
  if (value instanceof Markup) return value.text
  if (Array.isArray(value)) return value.map((each: Markup) => each.text).join('')
  return escapeHtml(String(value))
}
