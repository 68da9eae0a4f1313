import {type Refusal, REFUSALS} from '../../tasks/import/ports.js'
import type {Language} from '../../vocabulary.js'
import {counted, countedFrench} from '../counted.js'

export interface ImportWords {
  readonly dryRun: string
  readonly imported: (batch: number, rows: string) => string
  readonly nothingRefused: string
  readonly allRefused: string
  readonly nothingNew: string
  readonly source: string
  readonly unknownSource: string
  /** how sure the roles of the columns are */
  readonly confidence: (share: string) => string
  readonly files: (count: number) => string
  readonly written: string
  /** `dates` undefined where the file has none */
  readonly dialect: (delimiter: string, encoding: string, decimal: string, dates: string | undefined) => string
  /** a value as the file has it, before what is wrong with it */
  readonly value: (text: string) => string
  readonly columns: string
  readonly rows: string
  readonly rowCounts: (read: string, imported: string) => string
  readonly duplicate: string
  readonly excluded: string
  readonly withoutCustomer: string
  readonly rejected: string
  readonly customers: string
  readonly orders: string
  readonly span: string
  readonly revenue: string
  readonly refunds: string
  readonly preview: string
  readonly customer: string
  readonly order: string
  readonly day: string
  readonly amount: string
  readonly findings: string
  /** where the first rows of a finding stand; `count` of them are named */
  readonly lines: (list: string, count: number, file: string | undefined) => string
  /** a finding of several imports: all its rows, and the imports' numbers */
  readonly inImports: (rows: string, imports: readonly string[]) => string
  readonly refusedRows: (rows: string) => string
  readonly more: (rows: string) => string
  readonly mend: string
  readonly mendFile: (file: string) => string
  readonly skip: string
  readonly skipNone: string
  readonly undo: (batch: number) => string
  readonly roles: Readonly<Record<string, string>>
  readonly reasons: Readonly<Record<Refusal, string>>
}

/** `dd/mm/yyyy` is jj/mm/aaaa in French. */
function frenchDates(format: string): string {
  return /^[dmy./-]+$/.test(format) ? format.replaceAll('d', 'j').replaceAll('y', 'a') : format
}

/** Signs have names: “; between values” reads like a slip. */
const EN_SIGNS: Readonly<Record<string, string>> = {',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar', '.': 'point'}
const FR_SIGNS: Readonly<Record<string, string>> = {',': 'virgule', ';': 'point-virgule', '\t': 'tabulation', '|': 'barre', '.': 'point'}

export const WORDS_IMPORT: Readonly<Record<Language, ImportWords>> = {
  en: {
    dryRun: 'Nothing was changed. This is what would be imported:',
    imported: (batch, rows) => `Import ${batch}: ${counted(rows, 'row')}`,
    nothingRefused: 'Nothing was imported, because some rows cannot be read.',
    allRefused: 'Nothing was imported, because no row can be read.',
    nothingNew: 'Nothing was imported: these files are in the history already.',
    source: 'Source', unknownSource: 'understood by its columns', confidence: (share) => `${share} sure`, files: (count) => counted(count, 'file'),
    written: 'Written with', dialect: (delimiter, encoding, decimal, dates) =>
      `${EN_SIGNS[delimiter] ?? delimiter} between values, decimal ${EN_SIGNS[decimal] ?? decimal}, ` +
      `${dates === undefined ? '' : `dates ${dates}, `}${encoding}`,
    value: (text) => `"${text}": `,
    columns: 'Columns', rows: 'Rows', rowCounts: (read, imported) => `${read} read, ${imported} imported`,
    duplicate: 'In the history already', excluded: 'No sales (left out)', withoutCustomer: 'Rows without customer', rejected: 'Refused rows',
    customers: 'Customers', orders: 'Orders', span: 'From – to', revenue: 'Revenue', refunds: 'Refunds',
    preview: 'First orders, as understood', customer: 'Customer', order: 'Order', day: 'When', amount: 'Amount',
    findings: 'What you should know',
    lines: (list, count, file) => `${count === 1 ? 'row' : 'rows'} ${list}${file === undefined ? '' : ` of ${file}`}`,
    inImports: (rows, imports) => `${rows} in all in imports ${imports.slice(0, -1).join(', ')} and ${imports.at(-1)}`,
    refusedRows: (rows) => `Refused rows: ${rows}`, more: (rows) => `… and ${rows} more`,
    mend: 'Correct these rows and import again.',
    mendFile: (file) => `They are in ${file} with line, column and reason: correct them there and import that file.`,
    skip: 'To import the other rows now, add --skip-invalid.',
    skipNone: 'If it is the same in every row, another column or way of writing may be meant: --map, --date-format and --decimal say it.',
    undo: (batch) => `To take this import back: regulars import undo ${batch}`,
    roles: {}, reasons: REFUSALS,
  },
  fr: {
    dryRun: 'Rien n’a été modifié. Voici ce qui serait importé :',
    imported: (batch, rows) => `Import ${batch} : ${countedFrench(rows, 'ligne')}`,
    nothingRefused: 'Rien n’a été importé, car certaines lignes sont illisibles.',
    allRefused: 'Rien n’a été importé, car aucune ligne n’est lisible.',
    nothingNew: 'Rien n’a été importé : ces fichiers sont déjà dans l’historique.',
    source: 'Source', unknownSource: 'comprise par ses colonnes', confidence: (share) => `sûr à ` +
      `${share}`, files: (count) => countedFrench(`${count}`, 'fichier'),
    written: 'Écriture', value: (text) => `« ${text} » : `, dialect: (delimiter, encoding, decimal, dates) =>
      `${FR_SIGNS[delimiter] ?? delimiter} entre les valeurs, ${FR_SIGNS[decimal] ?? decimal} décimal${decimal === ',' ? 'e' : ''}, ` +
      `${dates === undefined ? '' : `dates ${frenchDates(dates)}, `}${encoding}`,
    columns: 'Colonnes', rows: 'Lignes', rowCounts: (read, imported) => `${countedFrench(read, 'lue')}, ${countedFrench(imported, 'importée')}`,
    duplicate: 'Déjà dans l’historique', excluded: 'Pas des ventes (écartées)', withoutCustomer: 'Lignes sans client', rejected: 'Lignes refusées',
    customers: 'Clients', orders: 'Commandes', span: 'Du – au', revenue: 'Chiffre d’affaires', refunds: 'Remboursements',
    preview: 'Premières commandes, telles que comprises', customer: 'Client', order: 'Commande', day: 'Quand', amount: 'Montant',
    findings: 'À savoir',
    lines: (list, count, file) => `${count === 1 ? 'ligne' : 'lignes'} ${list}${file === undefined ? '' : ` de ${file}`}`,
    inImports: (rows, imports) => `${rows} en tout dans les imports ${imports.slice(0, -1).join(', ')} et ${imports.at(-1)}`,
    refusedRows: (rows) => `Lignes refusées : ${rows}`, more: (rows) => `… et ${countedFrench(rows, 'autre')}`,
    mend: 'Corrigez ces lignes et importez de nouveau.',
    mendFile: (file) => `Elles sont dans ${file} avec ligne, colonne et raison : corrigez-les là, puis importez ce fichier.`,
    skip: 'Pour importer tout de suite les autres lignes, ajoutez --skip-invalid.',
    skipNone: 'Si c’est pareil à chaque ligne, une autre colonne ou une autre écriture est peut-être voulue : ' +
      '--map, --date-format et --decimal le disent.',
    undo: (batch) => `Pour annuler cet import : regulars import undo ${batch}`,
    roles: {
      customer: 'client', date: 'date', time: 'heure', amount: 'montant', order: 'commande', quantity: 'quantité', price: 'prix', discount: 'remise',
      status: 'statut', refund: 'remboursement', currency: 'devise', channel: 'canal', category: 'catégorie', type: 'type', email: 'e-mail', phone: 'téléphone',
      cancelled: 'annulation', 'refund-of': 'commande remboursée', 'refund-customer': 'client remboursé',
    },
    reasons: {
      'row-shifted': 'une valeur se trouve dans une colonne sans nom : la ligne est décalée',
      'row-too-long': 'la ligne a plus de valeurs qu’il n’y a de colonnes',
      'quote-unclosed': 'un guillemet est ouvert et jamais fermé',
      'date-missing': 'il n’y a pas de date',
      'date-unreadable': 'ce n’est pas une date comme le fichier les écrit',
      'date-implausible': 'l’année est avant 1900 ou après 2199',
      'amount-missing': 'il n’y a pas de montant',
      'amount-unreadable': 'ce n’est pas un nombre comme le fichier les écrit',
      'quantity-unreadable': 'ce n’est pas un nombre comme le fichier les écrit',
      'price-unreadable': 'ce n’est pas un nombre comme le fichier les écrit',
      'discount-unreadable': 'ce n’est pas un nombre comme le fichier les écrit',
      'refund-unreadable': 'ce n’est pas un nombre comme le fichier les écrit',
      'amount-too-large': 'le montant dépasse tout ce qu’un historique peut additionner',
      'customer-missing': 'il n’y a pas de client',
      'currency-other': 'le montant est dans une autre devise que l’espace de travail',
    },
  },
}
