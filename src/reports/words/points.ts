import type {Language} from '../../vocabulary.js'
import {counted, countedFrench, isSingularInFrench} from '../counted.js'

/** As `counted` has it. */
function isOne(count: string): boolean {
  return count === '1' || count === '\u22121'
}

function aPoint(count: string): string {
  return counted(count, 'point', 'points')
}

function unPoint(count: string): string {
  return countedFrench(count, 'point', 'points')
}

const en = {
  dryRun: 'Dry run: this is what would happen; nothing was written.',
  dryRunRefused: 'Dry run; nothing was written. Nothing would be applied either, because some rows are refused: mend them, ' +
    'or apply the others with --partial.',
  batch: (batch: number) => `Batch ${batch}.`,
  refused: 'Nothing was written: some rows are refused. Mend them, or apply the others with --partial.',
  columns: 'columns', ignored: 'columns not used',
  read: 'rows read', applied: 'applied', duplicate: 'already applied before', rejected: 'refused', added: 'points added', deducted: 'points deducted',
  newMembers: 'new members', backdated: 'counting from an earlier day', source: 'from', rejectsFile: 'refused rows in',
  undo: (batch: number) => `To take it back: regulars points undo ${batch}`,
  derived: 'Rows without an idempotency key got one from the file and their place in it: the same file twice applies once, an edited file applies again.',
  undoneDuplicates: (rows: string) =>
    `${rows} of the rows applied before ${isOne(rows) ? 'belongs' : 'belong'} to a batch undone since; restore it by undoing the undoing `
    + '(regulars points history --batches).',
  clock: (seconds: string) => `The clock stands ${seconds} s before the last batch; this batch is recorded at that batch’s time.`,
  line: 'line', customer: 'customer', account: 'account', op: 'asked', before: 'before', after: 'after', why: 'why', code: 'reason',
    more: (rows: string) => `… and ${rows} more`,
  colon: ':', status: {applied: '', duplicate: 'applied before', rejected: 'refused'},
  balance: 'balance', available: 'available', pending: 'pending', owed: 'owed', lapsed: 'past their date', nextExpiry: 'next to expire', asOf: 'as of',
    recordedBy: 'as recorded by',
  nobody: 'Nobody holds points in this ledger.', total: 'total', points: 'points', on: 'on', never: 'never',
  pointsOn: (points: string, day: string) => `${points} on ${day}`,
  duplicateMove: (batch: number) => `Done before, in batch ${batch}; nothing was done again.`,
  moves: {
    redeem: (who: string, points: string) => `${who} spent ${aPoint(points)}.`, hold: (who: string,
      points: string) => `${aPoint(points)} of ${who} ${isOne(points) ? 'is' : 'are'} set aside.`,
    transfer: (who: string, points: string, to: string) =>
      `${aPoint(points)} went from ${who} to ${to}, with ${isOne(points) ? 'its expiry date' : 'their expiry dates'}.`,
  },
  holdNext: (batch: number) => `To spend: regulars points capture ${batch} · to give back: regulars points release ${batch}`,
  lotsUsed: 'taken from points that expire', captured: 'captured', released: 'given back',
  expired: (points: string, members: string,
    until: string) => `${aPoint(points)} of ${counted(members, 'member', 'members')} had reached ${isOne(points) ? 'its' : 'their'} last day by ${until}.`,
  nothingExpires: (until: string) => `No points have reached their last day by ${until}.`,
  undone: (batch: number) => `Batch ${batch} is undone.`, transfers: 'transfers', accounts: 'accounts', takenBack: 'points taken back',
    givenBack: 'points given back',
  spent: 'had been spent meanwhile', missing: 'could not be taken back', owing: 'are owed now',
  verified: 'The ledger holds.', verifyFailed: 'The ledger does NOT hold.', batches: 'batches', head: 'hash of the last batch',
  day: 'day', kind: 'what', batchHead: 'batch', reason: 'reason', actor: 'by', recorded: 'recorded', sourceHead: 'source',
    undoneBy: (batch: number) => `undone by ${batch}`,
  undoes: (batch: number) => `undoes ${batch}`, noBatches: 'Nothing has been written yet.',
  kinds: {earn: 'earned', redeem: 'spent', expire: 'expired', adjust: 'adjusted', transfer: 'transferred', hold: 'set aside', release: 'given back',
    capture: 'captured', reverse: 'undone', opening: 'brought in'},
  batchKinds: {adjust: 'adjustments', redeem: 'spent', hold: 'set aside', release: 'given back', capture: 'captured', transfer: 'transferred',
    expire: 'expired', undo: 'undoing',
    opening: 'brought in', accrue: 'earned', merge: 'members merged'},
  merged: (from: string, into: string, points: string) => `${from} is ${into} now; ${aPoint(points)} moved with ${isOne(points) ? 'its date' : 'their dates'}.`,
  erased: (who: string, token: string) => `${who}: the person is erased and appears as ${token}; transfers and sums stay.`,
  toErase: (who: string, what: string) => `${who}: ${what} would be removed.`,
  personal: {customer_id: 'customer id', email: 'e-mail', phone: 'phone', name: 'name', notes: 'notes'},
  remains: 'What named the person still stands in transfers, which the chain of hashes does not let change:',
  chained: {key: 'idempotency keys', order_id: 'order ids', reason: 'reasons', actor: 'actors'},
  email: 'e-mail', phone: 'phone', name: 'name', mergedInto: (member: string) => `merged into ${member}`, since: 'since',
    noMembers: 'There are no members yet.', member: 'member',
  written: {
    rows: (count: string, file: string) => `${counted(count, 'row', 'rows')} written to ${file}.`,
    batches: (count: string, file: string) => `${counted(count, 'batch', 'batches')} written to ${file}.`,
  },
  unnamed: (rows: string, columns: string) => `${counted(rows, 'row', 'rows')} left out, with nothing for the columns that would name them (${columns}).`,
  otherAccounts: (rows: string, account: string) =>
    `${counted(rows, 'row', 'rows')} of other accounts left out: this layout holds one account, here ${account}. Another one: --account NAME.`,
  problems: 'What is wrong', opening: (points: string,
    members: string) => `${aPoint(points)} brought in for ${counted(members, 'member', 'members')}.`,
  impossible: 'This history cannot have happened:',
    impossibleNext: 'Nothing was written. To bring in what each customer holds at the end instead, add --balances.',
  openingRefused: 'Nothing was written: some rows are refused. Mend them in the file and bring it in again.',
  negativeLeft: (members: string,
    points: string) => `${counted(members, 'customer', 'customers')} stood below zero (${aPoint(points)} in all); nothing is brought in for them.`,
  accrued: (earned: string, orders: string) => `${counted(earned, 'point', 'points')} earned from ${counted(orders, 'order', 'orders')} of members.`,
    redeemed: 'redeemed', expiredPoints: 'expired',
    reversed: 'taken back after refunds',
  earned: 'earned', already: 'accrued before', rows: 'rows', uncollected: 'could not be taken back after refunds',
}

export type PointsWords = typeof en

const fr: PointsWords = {
  dryRun: 'Essai : voici ce qui se passerait ; rien n’a été écrit.',
  dryRunRefused: 'Essai ; rien n’a été écrit. Rien ne serait appliqué non plus, ' +
    'car des lignes sont refusées : corrigez-les, ou appliquez les autres avec --partial.',
  batch: (batch) => `Lot n° ${batch}.`,
  refused: 'Rien n’a été écrit : des lignes sont refusées. Corrigez-les, ou appliquez les autres avec --partial.',
  columns: 'colonnes', ignored: 'colonnes sans emploi',
  read: 'lignes lues', applied: 'appliquées', duplicate: 'déjà appliquées', rejected: 'refusées', added: 'points ajoutés', deducted: 'points retirés',
  newMembers: 'nouveaux membres', backdated: 'à effet d’un jour passé', source: 'source', rejectsFile: 'lignes refusées dans',
  undo: (batch) => `Pour revenir en arrière : regulars points undo ${batch}`,
  derived:
    'Les lignes sans clé d’idempotence en ont reçu une, tirée du fichier et de leur place : le même fichier deux fois ne '
    + 's’applique qu’une fois, un fichier modifié s’applique à nouveau.',
  undoneDuplicates: (rows) =>
    `${rows} des lignes déjà appliquées ${isSingularInFrench(rows) ? 'appartient' : 'appartiennent'} à un lot annulé depuis ; rétablissez-le en annulant `
    + 'l’annulation (regulars points history --batches).',
  clock: (seconds) => `L’horloge retarde de ${seconds} s sur le dernier lot ; ce lot est daté de l’heure de celui-ci.`,
  line: 'ligne', customer: 'client', account: 'compte', op: 'demandé', before: 'avant', after: 'après', why: 'pourquoi', code: 'motif',
    more: (rows) => `… et ${rows} de plus`,
  colon: ' :', status: {applied: '', duplicate: 'déjà appliquée', rejected: 'refusée'},
  balance: 'solde', available: 'disponible', pending: 'en attente', owed: 'dû', lapsed: 'périmés', nextExpiry: 'prochaine échéance', asOf: 'au',
    recordedBy: 'tel qu’enregistré le',
  nobody: 'Personne n’a de points dans ce registre.', total: 'total', points: 'points', on: 'le', never: 'jamais',
  pointsOn: (points, day) => `${points} le ${day}`,
  duplicateMove: (batch) => `Déjà fait, dans le lot n° ${batch} ; rien n’a été refait.`,
  moves: {
    redeem: (who, points) => `${who} a dépensé ${unPoint(points)}.`,
    hold: (who, points) => `${unPoint(points)} de ${who} ${isSingularInFrench(points) ? 'est mis' : 'sont mis'} de côté.`,
    transfer: (who, points, to) => `${countedFrench(points, 'point est passé', 'points sont passés')} de ${who} à ${to}, avec ${
      isSingularInFrench(points) ? 'sa date' : 'leurs dates'} d’expiration.`,
  },
  holdNext: (batch) => `Pour dépenser : regulars points capture ${batch} · pour rendre : regulars points release ${batch}`,
  lotsUsed: 'pris sur des points qui expirent', captured: 'dépensés', released: 'rendus',
  expired: (points, members, until) => `${unPoint(points)} de ${countedFrench(members, 'membre', 'membres')} ${
    isSingularInFrench(points) ? 'avait atteint son' : 'avaient atteint leur'} dernier jour au ${until}.`,
  nothingExpires: (until) => `Aucun point n’a atteint son dernier jour au ${until}.`,
  undone: (batch) => `Le lot n° ${batch} est annulé.`, transfers: 'mouvements', accounts: 'comptes', takenBack: 'points repris', givenBack: 'points rendus',
  spent: 'avaient été dépensés entre-temps', missing: 'n’ont pas pu être repris', owing: 'sont désormais dus',
  verified: 'Le registre est exact.', verifyFailed: 'Le registre n’est PAS exact.', batches: 'lots', head: 'empreinte du dernier lot',
  day: 'jour', kind: 'quoi', batchHead: 'lot', reason: 'motif', actor: 'par', recorded: 'enregistré', sourceHead: 'source',
    undoneBy: (batch) => `annulé par ${batch}`,
  undoes: (batch) => `annule ${batch}`, noBatches: 'Rien n’a encore été écrit.',
  kinds: {earn: 'gagnés', redeem: 'dépensés', expire: 'expirés', adjust: 'ajustés', transfer: 'transférés', hold: 'mis de côté', release: 'rendus',
    capture: 'dépensés (réserve)', reverse: 'annulés', opening: 'repris'},
  batchKinds: {adjust: 'ajustements', redeem: 'dépensés', hold: 'mis de côté', release: 'rendus', capture: 'dépensés (réserve)', transfer: 'transférés',
    expire: 'expirés', undo: 'annulation',
    opening: 'reprise', accrue: 'gagnés', merge: 'membres réunis'},
  merged: (from, into, points) => `${from} est désormais ${into} ; ` +
    `${countedFrench(points, 'point a suivi avec sa date', 'points ont suivi avec leurs dates')}.`,
  erased: (who, token) => `${who} : la personne est effacée et apparaît comme ${token} ; mouvements et sommes demeurent.`,
  toErase: (who, what) => `${who} : seraient effacés ${what}.`,
  personal: {customer_id: 'identifiant', email: 'courriel', phone: 'téléphone', name: 'nom', notes: 'notes'},
  remains: 'Ce qui nommait la personne figure encore dans des mouvements, que la chaîne d’empreintes ne laisse pas changer :',
  chained: {key: 'clés d’idempotence', order_id: 'numéros de commande', reason: 'motifs', actor: 'auteurs'},
  email: 'courriel', phone: 'téléphone', name: 'nom', mergedInto: (member) => `fusionné avec ${member}`, since: 'depuis',
    noMembers: 'Il n’y a encore aucun membre.', member: 'membre',
  written: {
    rows: (count, file) => `Écrit dans ${file} : ${countedFrench(count, 'ligne', 'lignes')}.`,
    batches: (count, file) => `Écrit dans ${file} : ${countedFrench(count, 'lot', 'lots')}.`,
  },
  unnamed: (rows, columns) =>
    `${countedFrench(rows, 'ligne laissée', 'lignes laissées')} de côté, sans rien pour les colonnes qui les nommeraient (${columns}).`,
  otherAccounts: (rows, account) =>
    `${countedFrench(rows, 'ligne', 'lignes')} d’autres comptes de côté : ce format n’a qu’un compte, ici ${account}. Un autre : --account NOM.`,
  problems: 'Ce qui ne va pas',
  opening: (points, members) => `${countedFrench(points, 'point repris', 'points repris')} pour ${countedFrench(members, 'membre', 'membres')}.`,
  impossible: 'Cet historique n’a pas pu avoir lieu :',
    impossibleNext: 'Rien n’a été écrit. Pour reprendre plutôt ce que chaque client détient à la fin, ajoutez --balances.',
  openingRefused: 'Rien n’a été écrit : des lignes sont refusées. Corrigez-les dans le fichier et reprenez-le.',
  negativeLeft: (members, points) => `Soldes négatifs : ${countedFrench(members, 'client', 'clients')} (${unPoint(points)} en tout) ; ` +
    'rien n’est repris pour eux.',
  accrued: (earned, orders) => `${countedFrench(earned, 'point gagné', 'points gagnés')} sur ${countedFrench(orders, 'commande', 'commandes')} de membres.`,
    redeemed: 'dépensés', expiredPoints: 'expirés',
    reversed: 'repris après remboursement',
  earned: 'gagnés', already: 'déjà comptées', rows: 'lignes', uncollected: 'n’ont pas pu être repris après remboursement',
}

export const WORDS_POINTS: Readonly<Record<Language, PointsWords>> = {en, fr}
