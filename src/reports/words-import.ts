import {type Refusal, REFUSALS} from '../tasks/import-ports.js'
import type {Language} from '../vocabulary.js'

export interface ImportWords {
  readonly dryRun: string
  readonly imported: (batch: number, rows: string) => string
  readonly nothingRefused: string
  readonly nothingNew: string
  readonly source: string
  readonly unknownSource: string
  readonly files: (count: number) => string
  readonly written: string
  readonly dialect: (delimiter: string, encoding: string, decimal: string, dates: string) => string
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
  readonly refusedRows: (rows: string) => string
  readonly more: (rows: string) => string
  readonly mend: string
  readonly mendFile: (file: string) => string
  readonly skip: string
  readonly undo: (batch: number) => string
  readonly roles: Readonly<Record<string, string>>
  readonly reasons: Readonly<Record<Refusal, string>>
  /** by code; codes that are not here are shown in English as they come */
  readonly findingTexts: Readonly<Record<string, (rows: number) => string>>
}

const number = (language: Language) => (value: number): string => new Intl.NumberFormat(language).format(value)
const fr = number('fr')

export const WORDS_IMPORT: Readonly<Record<Language, ImportWords>> = {
  en: {
    dryRun: 'Nothing was changed. This is what would be imported:',
    imported: (batch, rows) => `Import ${batch}: ${rows} rows`,
    nothingRefused: 'Nothing was imported, because some rows cannot be read.',
    nothingNew: 'Nothing was imported: everything is in the history already.',
    source: 'Source', unknownSource: 'understood by its columns', files: (count) => `${count} files`,
    written: 'Written with', dialect: (delimiter, encoding, decimal, dates) => `${delimiter} between values, ${encoding}, decimal ${decimal}, dates ${dates}`,
    columns: 'Columns', rows: 'Rows', rowCounts: (read, imported) => `${read} read, ${imported} imported`,
    duplicate: 'In the history already', excluded: 'No sales (left out)', withoutCustomer: 'Rows without customer', rejected: 'Refused rows',
    customers: 'Customers', orders: 'Orders', span: 'From – to', revenue: 'Revenue', refunds: 'Refunds',
    preview: 'First orders, as understood', customer: 'Customer', order: 'Order', day: 'When', amount: 'Amount',
    findings: 'What you should know',
    lines: (list, count, file) => `${count === 1 ? 'row' : 'rows'} ${list}${file === undefined ? '' : ` of ${file}`}`,
    refusedRows: (rows) => `Refused rows: ${rows}`, more: (rows) => `… and ${rows} more`,
    mend: 'Correct these rows and import again.',
    mendFile: (file) => `They are in ${file} with line, column and reason: correct them there and import that file.`,
    skip: 'To import the other rows now, add --skip-invalid.',
    undo: (batch) => `To take this import back: regulars import undo ${batch}`,
    roles: {}, reasons: REFUSALS, findingTexts: {},
  },
  fr: {
    dryRun: 'Rien n’a été modifié. Voici ce qui serait importé :',
    imported: (batch, rows) => `Import ${batch} : ${rows} lignes`,
    nothingRefused: 'Rien n’a été importé, car certaines lignes sont illisibles.',
    nothingNew: 'Rien n’a été importé : tout est déjà dans l’historique.',
    source: 'Source', unknownSource: 'comprise par ses colonnes', files: (count) => `${count} fichiers`,
    written: 'Écriture', dialect: (delimiter, encoding, decimal, dates) => `${delimiter} entre les valeurs, ${encoding}, décimale ${decimal}, dates ${dates}`,
    columns: 'Colonnes', rows: 'Lignes', rowCounts: (read, imported) => `${read} lues, ${imported} importées`,
    duplicate: 'Déjà dans l’historique', excluded: 'Pas des ventes (écartées)', withoutCustomer: 'Lignes sans client', rejected: 'Lignes refusées',
    customers: 'Clients', orders: 'Commandes', span: 'Du – au', revenue: 'Chiffre d’affaires', refunds: 'Remboursements',
    preview: 'Premières commandes, telles que comprises', customer: 'Client', order: 'Commande', day: 'Quand', amount: 'Montant',
    findings: 'À savoir',
    lines: (list, count, file) => `${count === 1 ? 'ligne' : 'lignes'} ${list}${file === undefined ? '' : ` de ${file}`}`,
    refusedRows: (rows) => `Lignes refusées : ${rows}`, more: (rows) => `… et ${rows} autres`,
    mend: 'Corrigez ces lignes et importez de nouveau.',
    mendFile: (file) => `Elles sont dans ${file} avec ligne, colonne et raison : corrigez-les là, puis importez ce fichier.`,
    skip: 'Pour importer tout de suite les autres lignes, ajoutez --skip-invalid.',
    undo: (batch) => `Pour annuler cet import : regulars import undo ${batch}`,
    roles: {
      customer: 'client', date: 'date', time: 'heure', amount: 'montant', order: 'commande', quantity: 'quantité', price: 'prix', discount: 'remise',
      status: 'statut', refund: 'remboursement', currency: 'devise', channel: 'canal', category: 'catégorie', type: 'type', email: 'e-mail', phone: 'téléphone',
      cancelled: 'annulation',
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
    findingTexts: {
      'customer-missing': (rows) => `${fr(rows)} lignes ne nomment aucun client. Leurs commandes sont comptées, mais ne rapportent rien et ` +
        `n’appartiennent à personne.`,
      'amounts-finer': (rows) => `${fr(rows)} montants ont plus de décimales que la devise. Ils sont gardés exactement ; chaque commande est la somme exacte ` +
        'de ses lignes, arrondie une seule fois (le demi s’éloigne de zéro).',
      'rows-other-type': (rows) => `${fr(rows)} lignes sont d’un type qui n’est pas une vente ; elles sont écartées.`,
      'rows-footer': (rows) => `${fr(rows)} lignes sous le tableau sont des totaux, pas des ventes ; elles sont écartées.`,
      'status-excluded': (rows) => `${fr(rows)} lignes sont des commandes annulées ou refusées ; elles sont écartées.`,
      'status-pending': (rows) => `${fr(rows)} lignes sont des commandes en attente ; elles comptent comme ventes.`,
      'rows-duplicate': (rows) => `${fr(rows)} lignes se trouvent aussi dans un autre fichier de l’historique (même commande, même contenu) ; ` +
        `chacune compte une fois.`,
      'dates-future': (rows) => `${fr(rows)} commandes sont dans l’avenir. Vérifiez que le jour et le mois ne sont pas inversés : --date-format.`,
      'dates-far': (rows) => `${fr(rows)} commandes sont à plus d’un an de toutes les autres. Leurs dates sont sans doute mal saisies.`,
      'customer-dominant': () => 'Un seul client fait plus d’un cinquième des ventes. Si c’est le compte des clients de passage, laissez-le vide ' +
        'dans le fichier : il n’y a personne derrière.',
      'orders-not-rising': (rows) => `Les numéros de commande montent avec les dates, mais ${fr(rows)} fois une date recule de plus d’une semaine : ` +
        `jour et mois inversés ?`,
      'rows-repeated': (rows) => `${fr(rows)} lignes sont la copie exacte d’une autre ligne de leur fichier. Elles comptent ; si l’export les a ` +
        `écrites deux fois, ôtez-les et réimportez.`,
      'orders-long': (rows) => `${fr(rows)} numéros de commande ont des lignes à plus d’un mois d’écart. S’ils recommencent chaque année, choisissez ` +
        `une autre colonne : --map order=.`,
      'orders-shared': (rows) => `${fr(rows)} numéros de commande appartiennent à plusieurs clients ; les lignes de chaque client forment une commande à part.`,
      'overlap-possible': (rows) => `${fr(rows)} lignes sont égales à des lignes d’un import précédent ; sans numéro de commande, personne ne sait ` +
        `si ce sont les mêmes ventes. ` +
        'Toutes comptent ; si les exports se recouvrent, annulez l’import : regulars import undo.',
      'attribute-unreadable': (rows) => `${fr(rows)} valeurs (dates ou coûts) sont illisibles ; elles sont écartées.`,
      'customers-unknown': () => 'Aucun de ces clients n’a de commande dans l’historique : la clé est sans doute une autre. Choisissez la colonne ' +
        'avec --map customer=COLONNE.',
      'identity-merged': (rows) => `${fr(rows)} identifiants de clients sont réunis par personne, selon la règle identity: de regulars.yaml ; ` +
        'chaque personne compte une fois. Sans cette ligne, ils sont de nouveau séparés.',
      'identity-possible': (rows) => `${fr(rows)} clients partagent un identifiant (e-mail, téléphone, carte) dans les fichiers de clients : ` +
        'est-ce la même personne ? Pour les réunir, écrivez dans regulars.yaml, par exemple : identity: {same: [email, phone]}',
      'identity-crowd': (rows) => `${fr(rows)} identifiants sont partagés par trop de clients (téléphone d’une famille, du magasin) ; ` +
        'ils ne réunissent personne. S’il s’agit d’une seule personne, relevez la limite dans regulars.yaml : identity: {…, most: 50}',
      'tax-column-choice': (rows) => `Le fichier a un total hors taxes et un total taxes comprises (comparés sur ${fr(rows)} lignes). ` +
        'La colonne prise est celle de « montant » ci-dessus ; pour prendre l’autre : --map amount=COLONNE.',
      'tax-mixed': (rows) => `${fr(rows)} montants sont hors taxes alors que d’autres sont taxes comprises, ou l’inverse : leur somme ne veut rien ` +
        'dire. Choisissez partout la même sorte de colonne avec --map amount=COLONNE.',
      'file-duplicate': () => 'Ces fichiers sont déjà dans l’historique ; rien n’a été importé deux fois.',
    },
  },
}
