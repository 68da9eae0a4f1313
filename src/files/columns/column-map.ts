import {RegularsError} from '../../base/errors.js'
import {plainName} from './column-names.js'
import {fileName} from '../../tasks/file-name.js'

/** What a person said with `--map`: for each role a column's name or position, or '' for "none of them". */
export type ColumnMap<R extends string> = ReadonlyMap<R, string>

/** Roles as the French pages call them, without accents: who reads `client = Email` may write it. */
const IN_FRENCH: Readonly<Record<string, string>> = {
  client: 'customer', heure: 'time', montant: 'amount', commande: 'order', quantite: 'quantity', prix: 'price', remise: 'discount', statut: 'status',
  remboursement: 'refund', devise: 'currency', canal: 'channel', categorie: 'category', 'e-mail': 'email', telephone: 'phone', annulation: 'cancelled',
  'commande-remboursee': 'refund-of', 'client-rembourse': 'refund-customer', nom: 'name', 'cout-d-acquisition': 'acquisition-cost', inscription: 'joined',
  'date-de-naissance': 'birth-date', 'mois-de-naissance': 'birth-month', consentement: 'consent',
}

/** Reads `customer=Client no,date=3,amount="Total, paid"`. Throws `map-invalid`. */
export function parseColumnMap<R extends string>(text: string | undefined, roles: readonly R[]): ColumnMap<R> {
  const map = new Map<R, string>()
  for (const part of (text ?? '').match(/(?:"[^"]*"|[^",])+/g) ?? []) {
    const match = /^\s*([\p{L}\p{M}\w’'-]+(?: [\p{L}\p{M}\w’'-]+)*)\s*=\s*(.*?)\s*$/su.exec(part)
    const name = match?.[1]?.toLowerCase()
    const inFrench = IN_FRENCH[(name ?? '').normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[ ’'_]/g, '-')]
    const role = roles.find((each) => each === name) ?? roles.find((each) => each === inFrench)
    if (match === null || role === undefined)
      throw new RegularsError('usage', 'map-invalid', `--map does not understand "${part.trim()}".`,
        `Write ROLE=COLUMN with commas between, such as customer=Client,date=3. Roles: ${roles.join(', ')}.`)
    map.set(role, unquoted(match[2]!))
  }
  return map
}

/** A text as it stands between quotes, where a quote of its own is doubled; others as they are. */
export function unquoted(text: string): string {
  const [, inside] = /^"(.*)"$/s.exec(text) ?? []
  return inside === undefined ? text : inside.replaceAll('""', '"')
}

/** The 0-based column a person means by its name (case, accents and blanks ignored) or 1-based position. Throws `column-unknown`. */
export function columnOf(wanted: string, role: string, columns: readonly string[], rawNames: readonly string[], file: string): number {
  const exact = [columns.indexOf(wanted), wanted === '' ? -1 : rawNames.indexOf(wanted)].find((at) => at >= 0)
  if (exact !== undefined) return exact
  const alike = [...columns.keys()].filter((i) => plainName(columns[i]!) === plainName(wanted))
  if (alike.length > 0 && plainName(wanted) !== '') return alike[0]!
  const position = /^\d+$/.test(wanted) ? Number(wanted) : 0
  if (position >= 1 && position <= columns.length) return position - 1
  throw new RegularsError('usage', 'column-unknown', `${fileName(file)} has no column "${wanted}" for ${role}.`,
    `Its columns: ${columnList(columns)}.`, {where: {file}})
}

/** `Order ID (1), Date (2), …`: names with the positions that `--map` takes. */
export function columnList(columns: readonly string[]): string {
  const most = 40
  const shown = columns.slice(0, most).map((name, i) => `${name} (${i + 1})`).join(', ')
  return columns.length > most ? `${shown}, … and ${columns.length - most} more` : shown
}
