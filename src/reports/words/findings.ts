import {mapWord} from '../../tasks/import/map-argument.js'
import type {Finding} from '../../tasks/import/plan.js'
import type {Language} from '../../vocabulary.js'
import {formatFor} from '../format.js'
import {countedFrench as counted} from '../counted.js'

/** Findings in French, by their stable code; English comes with the finding. */
const FRENCH: Readonly<Record<string, (rows: string) => string>> = {
  'customer-missing': (rows) => `${counted(rows, 'ligne ne nomme', 'lignes ne nomment')} aucun client. Les commandes sans client sont ` +
    'comptées, mais ne rapportent rien et n’appartiennent à personne.',
  'rows-footer': (rows) => `Sous le tableau : ${counted(rows, 'ligne de total', 'lignes de totaux')}, sans vente ; c’est écarté.`,
  'rows-duplicate': (rows) => `${counted(rows, 'ligne se trouve', 'lignes se trouvent')} aussi dans un autre fichier de l’historique (même ` +
    `commande, même contenu) ; chacune compte une fois.`,
  'order-totals-on-first-row': (rows) => `${counted(rows, 'commande de plusieurs lignes n’a', 'commandes de plusieurs lignes n’ont')} de ` +
    `montant que sur une ligne : il a été pris comme total de la commande.`,
  'rows-refused-before': (rows) => `${counted(rows, 'ligne refusée', 'lignes refusées')} quand ces fichiers ont été importés, et pas dans ` +
    'l’historique. Corrigez le fichier des refus de cet import et importez-le, si ce n’est pas fait.',
  'file-duplicate': () => 'Ces fichiers sont déjà dans l’historique ; rien n’a été importé deux fois.',
}

type Telling = (rows: string, values: readonly string[]) => string

/** Findings that name something, in French: `values` come in the order in which the finding of that code gives them. */
const FRENCH_NAMING: Readonly<Record<string, Telling>> = {
  'amounts-finer': (rows, [digits, example]) => `${counted(rows, 'montant a', 'montants ont')} plus de ${counted(digits ?? '', 'décimale')} ` +
    `(par exemple ${example}). Tout est gardé exactement ; chaque commande est la somme exacte de ses lignes, arrondie une seule fois à ` +
    `${counted(digits ?? '', 'décimale')} (le demi s’éloigne de zéro).`,
  'rows-other-type': (rows, [list]) => `${counted(rows, 'ligne écartée, d’un type', 'lignes écartées, d’un type')} qui n’est pas une ` +
    `vente${list}. Si l’un de ces types en est pourtant une, ` +
    'lisez chaque ligne comme une vente : --map type= (sans rien derrière).',
  'status-excluded': (rows, [list]) =>
    `${counted(rows, 'ligne de commande annulée ou refusée, écartée', 'lignes de commandes annulées ou refusées, écartées')}${list}.`,
  'status-pending': (rows, [example]) => `${counted(rows, 'ligne de commande', 'lignes de commandes')} en attente (par exemple « ${example} ` +
    `») : tout compte comme vente.`,
  'status-partly-refunded': (rows, [example]) => `${counted(rows, 'ligne d’une commande remboursée', 'lignes de commandes remboursées')} en ` +
    `partie (« ${example} »), et aucune colonne ne dit ` +
    'de combien : tout compte en entier. Exportez-les avec les montants remboursés, et nommez cette colonne si elle n’est pas reconnue : ' +
    '--map refund=COLONNE.',
  'status-unknown': (rows, [list]) => `${counted(rows, 'ligne a', 'lignes ont')} un état que nous ne connaissons pas (${list}) : ` +
    'tout compte comme vente. Si l’un de ces états veut dire qu’il n’y a pas eu de vente, ôtez ses lignes, ou notez-le sous ' +
    'status: excluded: dans un modèle à vous.',
  'status-refunds': (rows, [example]) => `${counted(rows, 'ligne')} d’un état comme « ${example} » et d’un montant négatif : c’est compté comme argent rendu.`,
  'refunds-left-out': (rows, [example]) => `${counted(rows, 'remboursement appartient', 'remboursements appartiennent')} à des ventes écartées ` +
    `(par exemple ${example}) : c’est écarté avec elles, pour que rien ne soit ôté deux fois.`,
  'credit-notes': (rows, [example, prefix]) => `${counted(rows, 'ligne a', 'lignes ont')} un numéro d’avoir (par exemple ${example}) et un ` +
    `montant positif : c’est compté comme ` +
    `remboursement. Si ${prefix} commence ici les numéros de ventes, dites-le dans un modèle à vous : refunds: {creditNotePrefix: ""}.`,
  'dates-future': (rows, [last, customer]) => `${counted(rows, 'commande est', 'commandes sont')} dans l’avenir (jusqu’au ${last}, par ` +
    `exemple du client ${customer}). Vérifiez que le ` +
    'jour et le mois ne sont pas inversés : --date-format.',
  'dates-far': (rows, [where, day, gap]) => `${counted(rows, 'commande est', 'commandes sont')} ${where === 'before' ? 'avant' : 'après'} le ` +
    `${day}, à ${gap === undefined || Number(gap) > 366 ? 'plus d’un an' : `${gap} jours`} de toutes les autres. ` +
    'Sans doute une faute de saisie.',
  'customer-dominant': (_, [who, share, what]) => `Le client « ${who} » fait à lui seul ${share} ` +
    `${what === 'orders' ? 'des commandes' : 'du chiffre d’affaires'}. Si c’est le compte des clients de passage, laissez-le vide dans le fichier : ` +
    'il n’y a personne derrière.',
  'orders-not-rising': (rows, [order, day, fits]) => (fits === undefined
    ? `Les numéros de commande montent avec les dates, mais ${counted(rows, 'fois', 'fois')} une date recule de plus d’une semaine ` +
      `(par exemple à la commande ${order}, le ${day}). Le jour et le mois y sont peut-être inversés.`
    : `Les numéros de commande montent avec les dates, mais ${counted(rows, 'date ne va', 'dates ne vont')} entre ses voisines que si l’on inverse le jour ` +
      `et le mois (par exemple la commande ${order} : ${day}, là où irait ${fits}). Corrigez le fichier, ou exportez-le de nouveau, puis importez-le.`),
  'rows-repeated': (rows, [customer, day]) => `${counted(rows, 'ligne est', 'lignes sont')} la copie exacte d’une autre ligne du même fichier ` +
    `(par exemple du client ${customer}, ` +
    `le ${day}). Les copies comptent comme des ventes à part ; si l’export les a écrites deux fois, ôtez-les et importez de nouveau.`,
  'orders-long': (rows, [example]) => `${counted(rows, 'numéro de commande a', 'numéros de commande ont')} des lignes à plus d’un mois ` +
    `d’écart (par exemple ${example}). Si les numéros recommencent ` +
    'chaque année, les commandes d’un client au même numéro ont été additionnées : choisissez une autre colonne avec --map order=.',
  'orders-shared': (rows, [example]) => `${counted(rows, 'numéro de commande appartient', 'numéros de commande appartiennent')} à plusieurs ` +
    `clients (par exemple ${example}) ; les lignes de chaque ` +
    'client forment une commande à part.',
  'orders-changed': (rows, [order, latest, added, others]) => `${counted(rows, 'commande a', 'commandes ont')} des lignes différentes dans ` +
    `plusieurs fichiers (par exemple ` +
    `${order} : ${latest} dans le dernier, ${added} avec les lignes des autres). Toutes les lignes comptent. ${exportAgain(others)}`,
  'orders-moved': (rows, [order, before, now, others]) => `${counted(rows, 'commande a', 'commandes ont')} un autre client que dans un ` +
    `fichier précédent, le même jour et pour le ` +
    `même montant (par exemple ${order} : ${before === '' ? 'personne' : before} avant, ${now === '' ? 'personne' : now} maintenant). Cela compte pour ` +
    `les deux. ${exportAgain(others)}`,
  'overlap-possible': (rows, [first, last, batch]) => `${counted(rows, 'ligne est égale', 'lignes sont égales')} à d’autres d’un import ` +
    `précédent (du ${first} au ${last}) ; sans numéro ` +
    `de commande, personne ne sait si ce sont les mêmes ventes. Toutes comptent ; si les exports se recouvrent : regulars import undo ${batch}.`,
  'phones-alike': (rows, [one, other]) => `${counted(rows, 'numéro de téléphone est écrit', 'numéros de téléphone sont écrits')} de plusieurs ` +
    `façons (par exemple ${one} et ${other}) : chaque façon ` +
    'compte comme un client à part. Écrivez-les tous avec leur pays, ou tous sans, et importez de nouveau.',
  'overlap-files': (rows, [first, last, batch]) => `${counted(rows, 'ligne est égale', 'lignes sont égales')} à d’autres d’un autre fichier ` +
    `de cet import (du ${first} au ${last}) ; ` +
    'sans numéro de commande, personne ne sait si ce sont les mêmes ventes. Toutes comptent ; si les exports se recouvrent, annulez cet import ' +
    `(regulars import undo ${batch}), ôtez ces jours d’un des fichiers, et importez de nouveau.`,
  'attribute-unreadable': (rows, [name, example]) => `${counted(rows, 'valeur illisible', 'valeurs illisibles')} de « ${name} » (par exemple ` +
    `« ${example} ») : écarté.`,
  'customers-unknown': (_, [theirs, ours]) => 'Aucun de ces clients n’a de commande dans l’historique. Les clients y sont écrits comme ' +
    `« ${theirs} », ici comme « ${ours} » : choisissez la colonne avec --map customer=COLONNE.`,
  'identity-merged': (rows, [people, examples]) => `${counted(rows, 'identifiant de client désigne', 'identifiants de clients désignent')} ` +
    `${counted(people ?? '', 'personne')} selon la règle de regulars.yaml (par exemple ` +
    `${examples}) ; chacune compte une fois. Sans la ligne identity:, ils sont de nouveau séparés.`,
  'identity-possible': (rows, [people, examples, ...kinds]) =>
    `${counted(rows, 'identifiant de client désigne', 'identifiants de clients désignent')} peut-être ${counted(people ?? '', 'personne')} (par exemple ` +
    `${examples}) : dans les fichiers de clients, ils partagent ${kinds.map((kind) => KINDS[kind]).join(' ou ')}. Pour les compter comme une seule, ` +
    `écrivez dans regulars.yaml : identity: {same: [${kinds.join(', ')}]}`,
  'identity-crowd': (rows, [most, kind = '', size, examples, same, pairs = '']) =>
    `${counted(rows, 'identifiant est partagé', 'identifiants sont partagés')} par plus de ${most} clients ` +
    `(${KINDS[kind]} par ${size} : ${examples}) ; personne n’est réuni ainsi. S’il s’agit d’une seule personne, écrivez dans regulars.yaml : ` +
    `identity: {same: [${same}], most: ${size}${pairs === '' ? '' : `, pairs: ${pairs}`}}`,
  'identity-unknown': (rows, [file, examples]) =>
    `${counted(rows, `identifiant de ${file} n’est celui`, `identifiants de ${file} ne sont ceux`)} d’aucun client (par exemple ${examples}) : la paire ne ` +
    'réunit personne. Écrivez les identifiants comme dans vos fichiers de commandes ou de clients.',
  'tax-column-choice': (rows, [name, own, other, how, share = '', map = '']) => `Le montant est « ${name} », ${side(own)} ; « ${other} », ` +
    `${side(own === 'net' ? 'gross' : 'net')}, ${how === 'same' ? 'donne la même somme'
      : `est ${how === 'higher' ? 'plus élevé' : 'plus bas'} de ${share.replace('.', ',')} %`} sur ${counted(rows, 'ligne')}. ` +
    `Gardez celui que vos programmes et votre marge supposent ; pour prendre l’autre : --map ${mapWord({amount: map})}.`,
  'tax-mixed': (_, [where, ...values]) => (where === 'inside' ? taxMixedInside(values) : taxMixedBetween(values)),
  'dates-swapped': (rows, [format, example]) => `Les dates sont écrites ${format}, mais ${counted(rows, 'ligne a', 'lignes ont')} le jour et ` +
    `le mois inversés (comme ${example}) : ` +
    'c’est refusé. Corrigez cela dans le fichier des lignes refusées, puis importez-le.',
  'dates-mixed-formats': (rows, [format, example]) => `La plupart des dates sont écrites ${format} ; ${counted(rows, 'l’est', 'le sont')} ` +
    `autrement, comme ${example}. ` +
    'Vérifiez que tout a été bien compris.',
  'number-style-assumed': (_, [file, example, read, other, decimal]) => `${file} : ${example} peut vouloir dire ${read} ou ${other}, et aucune valeur ne le ` +
    `tranche. C’est lu comme ${read} ; si c’est faux, importez avec --decimal "${decimal}".`,
  'discount-assumed': (_, [column = '', example, rule, other, map = column]) => `Aucune remise de « ${column} » ne dépasse 1 : ${example} peut être ` +
    `un montant ou ` +
    `une part. Elles ont été prises comme ${rule === 'money' ? 'des montants' : 'des parts du prix'} ; ` +
    `si ce sont ${other === 'money' ? 'des montants' : 'des parts'}, ` +
    `importez avec --map ${mapWord({[`discount-${other}`]: map})}.`,
  'numbers-mixed': (rows, [decimal, example]) => `Les nombres ont ${decimal === '.' ? 'un point décimal' : 'une virgule décimale'}, mais ` +
    `${counted(rows, 'ne l’a', 'ne l’ont')} ` +
    `pas, comme ${example} : c’est refusé. Corrigez cela dans le fichier des lignes refusées, puis importez-le.`,
  'currency-signs-mixed': (_, [currency, ...signs]) => `Les montants sont en plusieurs devises : ${signsOf(signs)}. Tous ont été lus en ${currency} ; ` +
    'importez chaque devise à part.',
  'currency-sign-other': (_, [currency, ...signs]) => `Des montants portent le signe d’une autre devise que ${currency}, celle de l’espace de travail : ` +
    `${signsOf(signs)}. Ils ont été lus tels quels ; indiquez la devise dans regulars.yaml, ou avec --currency.`,
  'currency-other-header': (_, [name, found, currency]) => `L’en-tête « ${name} » dit ${found} ; les montants ont été lus en ${currency}, la devise de ` +
    'l’espace de travail. Indiquez la devise dans regulars.yaml, ou avec --currency.',
  'amount-choice': (_, values) => `Le montant est ${choice('amount', values)}`,
  'customer-guests': (rows, [text, name]) => `${counted(rows, 'ligne a', 'lignes ont')} « ${text} » dans « ${name} », ce que les boutiques ` +
    `écrivent pour les invités : ces ` +
    'commandes sont comptées, mais n’appartiennent à personne. S’il s’agit pourtant d’une personne, donnez-lui un autre numéro dans le fichier.',
  'customer-placeholder': (rows, [text, name]) => `${counted(rows, 'ligne a', 'lignes ont')} un texte comme « ${text} » dans « ${name} », qui ` +
    `ne désigne aucun client : ces ` +
    'commandes sont comptées, mais n’appartiennent à personne. Si quelqu’un porte pourtant ce numéro, écrivez-le autrement dans le fichier.',
  'customer-kinds-mixed': (_, [name, ...kinds]) => `« ${name} » désigne les clients de plusieurs façons : ${waysOf(kinds)}. Lesquels sont une seule ` +
    'personne, aucune vente ne le dit : chacun compte comme un client à part. Pour les réunir, importez des clients d’un fichier qui les met côte à côte ' +
    'et écrivez dans regulars.yaml identity: {same: [email, phone, card]}, ou donnez des paires : identity: {pairs: FICHIER.csv}',
  'customer-choice': (_, values) => `Le client est ${choice('customer', values)}`,
  'order-totals-repeated': (rows, [name]) => `${counted(rows, 'commande de plusieurs lignes a', 'commandes de plusieurs lignes ont')} le même ` +
    `« ${name} » sur chaque ligne : il a été pris comme total de ` +
    'la commande, et compté une fois.',
  'dates-as-before': (_, [example, format, batch]) => `Aucune date ne distingue le jour du mois (par exemple ${example}) : lu comme ${format}, comme dans ` +
    `l’import ${batch}, aux mêmes colonnes. Si c’est faux, importez avec --date-format.`,
  'order-totals-as-before': (rows, [name, grain, batch]) => `${counted(rows, 'commande a', 'commandes ont')} plusieurs lignes, trop peu pour savoir ce ` +
    `qu’est « ${name} » : comme dans l’import ${batch}, aux mêmes colonnes, il a été pris comme total de la commande, écrit sur ` +
    `${grain === 'order-total-repeated' ? 'chaque ligne' : 'la première ligne'}.`,
  'order-totals-perhaps-repeated': (rows, [name]) => `${counted(rows, 'commande de plusieurs lignes a', 'commandes de plusieurs lignes ont')} ` +
    `le même « ${name} » sur chaque ligne, et les lignes ont été ` +
    'additionnées. Si c’est le total de la commande, donnez à la colonne un nom qui le dit (comme « total commande ») et importez de nouveau.',
  'join-unmatched': (rows, [all, file, key]) => `${counted(rows, 'ligne', 'lignes')} sur ${all} ${rows === '1' ? 'n’a' : 'n’ont'} pas de ` +
    `ligne dans ${file} avec le même « ${key} ».`,
  'join-unused': (rows, [all, file, other]) => `Aucune ligne de ${other} n’a besoin de ${counted(rows, 'ligne', 'lignes')} sur ${all} de ` +
    `${file} : rien n’en est importé.`,
  'encoding-damaged': (rows, [file]) => `${file} a ${counted(rows, 'caractère abîmé', 'caractères abîmés')} (pas en UTF-8 comme le reste), ` +
    `affiché \uFFFD. Exportez-le de nouveau ` +
    'si cela se trouve dans des noms ou des identifiants qui comptent.',
}

const KINDS: Readonly<Record<string, string>> = {id: 'un numéro de client', email: 'une adresse e-mail', phone: 'un numéro de téléphone', card: 'une carte'}

function side(value: string | undefined): string {
  return value === 'net' ? 'hors taxes' : 'taxes comprises'
}

/** `others`: the numbers of the other imports, `''` where there is none. */
function exportAgain(others = ''): string {
  return others === '' ? 'Si une commande a été modifiée entre deux exports, elle compte trop : importez seulement le dernier export.'
    : 'Si une commande a été modifiée entre deux exports, elle compte trop : exportez de nouveau toute la période et annulez l’ancien import ' +
      `(${others.split(', ').map((each) => `regulars import undo ${each}`).join(', ')}).`
}

function taxMixedInside([added, equal, less, more, part]: readonly string[]): string {
  return `Sur ${counted(added ?? '', 'ligne')}, « ${more} » est « ${less} » + « ${part} » ; sur ${counted(equal ?? '', 'ligne')}, les ` +
    `deux sont égaux bien qu’il y ait de la taxe : certains ` +
    'montants sont taxes comprises et d’autres non. Prenez la colonne qui dit la même chose partout avec --map amount=, ou exportez les deux sortes à part.'
}

function taxMixedBetween([own, batch]: readonly string[]): string {
  return `Les montants de cet import sont ${side(own)}, ceux ${batch === '' ? 'd’autres fichiers de cet import' : `de l’import ${batch}`} ` +
    `${side(own === 'net' ? 'gross' : 'net')} : leur somme ne veut rien dire. Annulez l’import (regulars import undo), puis importez-le avec la même sorte ` +
    'de colonne : --map amount=.'
}

const WAYS: Readonly<Record<string, string>> = {email: 'par e-mail', phone: 'par téléphone', other: 'par un autre numéro'}

/** `3 lignes par e-mail (par exemple …), …`, from kind, rows and example of each. */
function waysOf(kinds: readonly string[]): string {
  return Array.from({length: Math.floor(kinds.length / 3)}, (_, i) => `${counted(kinds[3 * i + 1]!, 'ligne')} ${WAYS[kinds[3 * i]!]} (par exemple ` +
    `${kinds[3 * i + 2]})`).join(', ')
}

/** `3 avec €, comme 5 €; …`, from rows, sign and example of each. */
function signsOf(signs: readonly string[]): string {
  return Array.from({length: Math.floor(signs.length / 3)}, (_, i) => `${signs[3 * i]} avec ${signs[3 * i + 1]}, comme ${signs[3 * i + 2]}`).join(' ; ')
}

function choice(role: string, [another = '', taken, ...others]: readonly string[]): string {
  return `« ${taken} » ; le fichier a aussi ${others.map((each) => `« ${each} »`).join(', ')}. Pour en prendre une autre : --map ${mapWord({[role]: another})}.`
}

/** What a finding says, in the reader's language; in English where no translation stands, or what it names was not kept. */
export function findingText({code, rows, message, values}: Pick<Finding, 'code' | 'rows' | 'message' | 'values'>, language: Language): string {
  if (language === 'en') return message
  const count = formatFor(language, 'EUR').integer(rows)
  return FRENCH[code]?.(count) ?? (values === undefined ? undefined : FRENCH_NAMING[code]?.(count, values)) ?? message
}
