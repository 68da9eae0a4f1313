import type {Language} from '../vocabulary.js'

/** Quoted as people type it, to be copied: a command, a value of theirs. */
const COPIED = /'[^']{0,200}'|"[^"]{0,200}"/.source
const SPACED = new RegExp(`${COPIED}| ([:;!?%»]|€(?!\\d))|(«) `, 'g')

/**
 * French puts a no-break space before : ; ! ? % » € and after «. Words are written with plain blanks; this is applied where text goes to
 * the screen or onto the page, so that no word can forget it.
 */
export function frenchSpaces(text: string): string {
  return text.replace(SPACED, (found: string, sign?: string, open?: string) =>
    sign !== undefined ? `\u00a0${sign}` : open !== undefined ? `${open}\u00a0` : found)
}

/** The same in HTML: only in what is read, not in tags and styles. */
export function spacedInHtml(html: string, language: Language): string {
  return language === 'en' ? html : html.replace(/<style>[\s\S]*?<\/style>|>[^<]+/g, (found) => (found.startsWith('<') ? found : frenchSpaces(found)))
}

/** `rows: 5` / `lignes : 5`. */
export function labelled(label: string, text: string, language: Language): string {
  return `${label}${language === 'fr' ? ' ' : ''}: ${text}`
}

/** Words as they go to the screen. */
export function spaced(text: string, language: Language): string {
  return language === 'fr' ? frenchSpaces(text) : text
}
