import {type Catalogue, french} from './phrase.js'

/** Points and members: the ledger's store, adjustment files, and what may not be done to points. */
export const LEDGER: Catalogue = {
  'There is no points ledger here yet.': 'Il n’y a pas encore de registre de points ici.',
  'It begins with: regulars points adjust --file FILE': 'Il commence par : regulars points adjust --file FICHIER',
  'The ledger has the older shape {}; this version reads shape {}.': 'Le registre a l’ancienne forme {1} ; cette version lit la forme {2}.',
  'Any command that writes, such as points expire, brings it up to date; a copy is kept.':
    'Toute commande qui écrit, comme points expire, le met à jour ; une copie est gardée.',
  '{} is not a regulars ledger.': '{1} n’est pas un registre de regulars.',
  'Move it away, or name another workspace.': 'Déplacez-le, ou nommez un autre espace de travail.',
  'The ledger was written by a newer regulars (shape {}; this one knows {}).':
    'Le registre a été écrit par une version plus récente de regulars (forme {1} ; celle-ci connaît {2}).',
  'Install the newer version again, or go back to the copy it kept beside the ledger (ledger.sqlite.v…).':
    'Réinstallez la version récente, ou revenez à la copie qu’elle a gardée à côté du registre (ledger.sqlite.v…).',
  'The ledger is in use by another process; waited {} s.': 'Le registre est utilisé par un autre processus ; attente de {1} s.',
  'The ledger is in use by process {} ({}, since {}); waited {} s.':
    'Le registre est utilisé par le processus {1} ({2}, depuis {3}) ; attente de {4} s.',
  'Try again when it is done, or wait longer with --wait SECONDS.': 'Réessayez quand il aura fini, ou attendez plus longtemps avec --wait SECONDES.',
  'The disk is full; nothing of this batch was written.': 'Le disque est plein ; rien de ce lot n’a été écrit.',
  'The ledger cannot be opened or written here ({}).': 'Le registre ne peut être ni ouvert ni écrit ici ({1}).',
  'Check the permissions of the folder .regulars and of the file in it.': 'Vérifiez les droits d’accès du dossier .regulars et du fichier qu’il contient.',
  'Writing the ledger failed ({}); nothing of this batch was written.': 'L’écriture du registre a échoué ({1}) ; rien de ce lot n’a été écrit.',
  'Check the disk and its free space, then run the command again.': 'Vérifiez le disque et la place libre, puis relancez la commande.',
  'The ledger file is empty: whatever it held is gone.': 'Le fichier du registre est vide : ce qu’il contenait est perdu.',
  'Put your last copy in its place; if there never was a ledger here, delete the file.':
    'Remettez votre dernière copie à sa place ; s’il n’y a jamais eu de registre ici, supprimez le fichier.',
  'The ledger file is damaged: {}.': 'Le fichier du registre est abîmé : {1}.',
  'Go back to your last copy of the file; everything up to it can be checked with: regulars points verify':
    'Revenez à votre dernière copie du fichier ; tout ce qui la précède se vérifie avec : regulars points verify',
  'The ledger would have given more than {} points in all.': 'Le registre aurait donné plus de {1} points en tout.',
  'Check the number of points.': 'Vérifiez le nombre de points.',

  // Adjustment files.
  'There is no layout "{}".': 'Il n’y a pas de disposition « {1} ».',
  'See the layouts with: regulars points adjust --help': 'Voyez les dispositions avec : regulars points adjust --help',
  'See the layouts with: regulars points export --help': 'Voyez les dispositions avec : regulars points export --help',
  'A file of the layout {} says what customers have, not how it came to be.':
    'Un fichier de la disposition {1} dit ce que les clients ont, pas comment ils y sont arrivés.',
  'Leave --what out, or choose another layout.': 'Retirez --what, ou choisissez une autre disposition.',
  'The first line of {} is no header: {}.': 'La première ligne de {1} n’est pas un en-tête : {2}.',
  'Say which column is what by its place: --map customer_id=1,points=2': 'Dites par sa place quelle colonne est laquelle : --map customer_id=1,points=2',
  '{} has no column that names the customer. The columns are: {}.': '{1} n’a pas de colonne qui nomme le client. Ses colonnes sont : {2}.',
  'Name it with --map customer_id=COLUMN (or email=, phone=).': 'Nommez-la avec --map customer_id=COLONNE (ou email=, phone=).',
  '{} has no column of points. The columns are: {}.': '{1} n’a pas de colonne de points. Ses colonnes sont : {2}.',
  'Name it with --map points=COLUMN, or balance=COLUMN for a file of balances.':
    'Nommez-la avec --map points=COLONNE, ou balance=COLONNE pour un fichier de soldes.',
  '{} changed while it was read; nothing was applied.': '{1} a changé pendant la lecture ; rien n’a été appliqué.',
  'Run the command again when the file is complete.': 'Relancez la commande quand le fichier est complet.',
  'Check the export.': 'Vérifiez l’export.',
  '{} is a spreadsheet, not a text file.': '{1} est un classeur, pas un fichier texte.',
  'Save it as CSV (UTF-8) and name that file.': 'Enregistrez-le en CSV (UTF-8) et nommez ce fichier.',
  '{} is written in UTF-16.': '{1} est écrit en UTF-16.',
  '{} is not written in UTF-8.': '{1} n’est pas écrit en UTF-8.',
  'Save it as CSV (UTF-8).': 'Enregistrez-le en CSV (UTF-8).',
  '"{}" in --map is not field=column.': '« {1} » dans --map n’est pas de la forme champ=colonne.',
  'Fields are: {}.': 'Les champs sont : {1}.',
  'This line is not JSON: {}.': 'Cette ligne n’est pas du JSON : {1}.',
  'This line is not a JSON object.': 'Cette ligne n’est pas un objet JSON.',
  'Write one object per line.': 'Écrivez un objet par ligne.',
  '"{}" is not a field of an adjustment.': '« {1} » n’est pas un champ d’ajustement.',
  'The file is not valid CSV: {}': 'Le fichier n’est pas un CSV valable : {1~}',
  'Quote Not Closed: {}': 'un guillemet ouvert n’est pas refermé',
  'Invalid Closing Quote: {}': 'un guillemet au milieu d’un champ',
  'Invalid Opening Quote: {}': 'un guillemet au milieu d’un champ',
  'Mend the quotes on that line; a quote inside a quoted field is written twice.':
    'Corrigez les guillemets de cette ligne ; un guillemet dans un champ entre guillemets s’écrit deux fois.',
  'Nothing is known of customers under the name "{}".': 'On ne sait rien des clients sous le nom « {1} ».',

  // A row of an adjustment file.
  '"{}" is not a whole number of points.': '« {1} » n’est pas un nombre entier de points.',
  'Write points without decimals or separators, such as -250, up to 9007199254740991.':
    'Écrivez les points sans décimales ni séparateurs, comme -250, jusqu’à 9007199254740991.',
  '"{}" is not a positive number of points.': '« {1} » n’est pas un nombre positif de points.',
  '{} is not a positive whole number of points.': '{1} n’est pas un nombre entier positif de points.',
  'Write how many points, such as 250.': 'Écrivez combien de points, comme 250.',
  'The row names no customer: no customer id, no e-mail, no phone.': 'La ligne ne nomme aucun client : ni identifiant, ni courriel, ni téléphone.',
  '{} holds a line break or another control character.': '{1} contient un saut de ligne ou un autre caractère de contrôle.',
  'The {} holds a line break or another control character.': 'Le texte de « {1} » contient un saut de ligne ou un autre caractère de contrôle.',
  'Write it on one line.': 'Écrivez-le sur une seule ligne.',
  '{} is longer than 500 characters.': '{1} dépasse 500 caractères.',
  '"{}" is not something that can be done to points; it must be add, deduct, set or expire.':
    '« {1} » n’est pas une opération sur des points ; ce doit être add, deduct, set ou expire.',
  'The row says no number of points.': 'La ligne ne dit aucun nombre de points.',
  '{} {} makes no sense; write a number from 0.': '{1} {2} n’a pas de sens ; écrivez un nombre à partir de 0.',
  '{} is beyond 9007199254740991, the largest number of points.': '{1} dépasse 9007199254740991, le plus grand nombre de points.',
  '{} "{}" is not a date such as 2025-03-31.': '{1} : « {2} » n’est pas une date comme 2025-03-31.',
  '{} "{}" is not a date such as 2025-03-31; say how it is written with --date-format.':
    '{1} : « {2} » n’est pas une date comme 2025-03-31 ; dites comment elle s’écrit avec --date-format.',
  'It takes effect on {}, which is still to come; use available_at for points to be had later.':
    'Elle prend effet le {1}, qui est encore à venir ; pour des points disponibles plus tard, employez available_at.',
  'It takes effect on {}, more than {} days ago (ledger.backdateLimit).': 'Elle prend effet le {1}, il y a plus de {2} jours (ledger.backdateLimit).',
  'Points cannot be available on {}, before they are given ({}).': 'Des points ne sont pas disponibles le {1}, avant d’être donnés ({2}).',
  'Points cannot expire on {} when they are available from {}.': 'Des points disponibles à partir du {2} n’expirent pas le {1}.',
  '{} is not a member, so nothing can be taken.': '{1} n’est pas membre : rien ne peut être retiré.',
  '{}: the customer id, e-mail and phone do not belong to one member.': '{1} : identifiant, courriel et téléphone ne sont pas d’un seul membre.',
  '{} has {} available on {}, {} to be taken.': ([who, had, day, wanted]) =>
    french`${who!.plain} a ${available(had!.plain)} le ${day!.plain} ; à retirer : ${wanted!.plain}.`,
  'Key {} was used {} for something else: {}. This row asks to {} ({}).': ([key, where, before, now, who]) => french`La clé ${key!.plain} a servi ${
    where!.french} à autre chose : ${request(before!.plain)}. Cette ligne demande : ${request(now!.plain)} (${who!.plain}).`,
  'in batch {}': 'dans le lot n° {1}',
  'on line {} of this file': 'à la ligne {1} de ce fichier',
  'earlier in this file': 'plus haut dans ce fichier',
  'Key {} did this in batch {}, which has been undone since; nothing was done.':
    'La clé {1} a fait cela dans le lot n° {2}, annulé depuis ; rien n’a été fait.',
  'Use another key to do it again, or restore it by undoing the undoing (regulars points history --batches).':
    'Prenez une autre clé pour le refaire, ou rétablissez-le en annulant l’annulation (regulars points history --batches).',
  '{} is one JSON list.': '{1} est une seule liste JSON.',
  'Write one object per line, without brackets around them.': 'Écrivez un objet par ligne, sans crochets autour.',
  'The row has {} column, the header has {}.': 'La ligne a {1} colonne, l’en-tête en a {2}.',
  'The row has {} columns, the header has {}.': 'La ligne a {1} colonnes, l’en-tête en a {2}.',

  // Members and what they hold.
  'There is no member "{}" in the ledger.': 'Il n’y a pas de membre « {1} » dans le registre.',
  'See who is there with: regulars members list': 'Voyez qui s’y trouve avec : regulars members list',
  'There is no account "{}".': 'Il n’y a pas de compte « {1} ».',
  'Accounts come into being when points are first added to them.': 'Un compte naît quand des points y sont ajoutés pour la première fois.',
  'See the accounts with: regulars points balance': 'Voyez les comptes avec : regulars points balance',
  'Both names lead to the same member already.': 'Les deux noms mènent déjà au même membre.',
  'See it with: regulars members show NAME': 'Voyez-le avec : regulars members show NOM',
  'Giver and receiver are the same member.': 'Celui qui donne et celui qui reçoit sont le même membre.',
  'Name two members; two records of one person are joined with: regulars members merge':
    'Nommez deux membres ; deux fiches d’une même personne se réunissent avec : regulars members merge',
  'A customer of the history belongs to two members.': 'Un client de l’historique appartient à deux membres.',
  'Merge them: regulars members merge': 'Réunissez-les : regulars members merge',
  'A row names a customer by parts that belong to different members.': 'Une ligne nomme un client par des éléments de membres différents.',
  'Merge them first: regulars members merge': 'Réunissez-les d’abord : regulars members merge',
  'With --json the rows need a file of their own.': 'Avec --json, les lignes vont dans un fichier à part.',
  'Name it with --output FILE.': 'Nommez-le avec --output FICHIER.',
  'Points that are not there cannot be set aside.': 'Des points qui n’existent pas ne peuvent pas être mis de côté.',
  'Use --on-insufficient refuse or to-zero.': 'Prenez --on-insufficient refuse ou to-zero.',
  'Key {} was used in batch {} for something else ({}).': ([key, batch, points]) =>
    french`La clé ${key!.plain} a servi à autre chose dans le lot n° ${batch!.plain} (${nothingIsOne(points!.plain)}).`,
  'Key {} was used for something else before.': 'La clé {1} a déjà servi à autre chose.',
  'Use another key for another request.': 'Prenez une autre clé pour une autre demande.',
  '{} has {} available on {}; {} asked for.': ([who, had, day, wanted]) =>
    french`${who!.plain} a ${available(had!.plain)} le ${day!.plain} ; demandé : ${wanted!.plain}.`,
  'See the lots with: regulars points balance CUSTOMER': 'Voyez le détail avec : regulars points balance CLIENT',
  '{} is still to come.': '{1} est encore à venir.',
  'Leave --on out, or name a day up to today.': 'Retirez --on, ou nommez un jour jusqu’à aujourd’hui.',
  '{} is still to come; points cannot expire before their day.': '{1} est encore à venir ; des points n’expirent pas avant leur jour.',
  'Add --dry-run to see who will lose what by then.': 'Ajoutez --dry-run pour voir qui perdra quoi d’ici là.',
  '{} is more than {} days ago.': '{1} remonte à plus de {2} jours.',
  'The limit is ledger.backdateLimit in regulars.yaml.': 'La limite est ledger.backdateLimit dans regulars.yaml.',
  'On {} a customer has {}, {} to be taken.': ([day, had, wanted]) =>
    french`Le ${day!.plain}, un client a ${nothingIsOne(had!.plain)} ; à retirer : ${wanted!.plain}.`,
  'Bring in closing balances instead: --balances': 'Reprenez plutôt les soldes de clôture : --balances',

  // Earning, undoing, holding.
  'An order id holds a control character: {}.': 'Un numéro de commande contient un caractère de contrôle : {1}.',
  'Mend it in the file and import it again.': 'Corrigez-le dans le fichier et réimportez-le.',
  'What batch {} earned is not what comes out now ({}): the orders, the program file, --from or --seed have changed since.':
    'Ce que le lot n° {1} a rapporté n’est pas ce qui sort maintenant ({2}) : les commandes, le programme, --from ou --seed ont changé depuis.',
  'What batch {} earned is not what comes out now (order {}): the orders, the program file, --from or --seed have changed since.':
    'Ce que le lot n° {1} a rapporté n’est pas ce qui sort maintenant (commande {2}) : les commandes, le programme, --from ou --seed ont changé depuis.',
  'Put them back as they were, or take that batch back and earn anew: regulars points undo {}':
    'Remettez-les comme ils étaient, ou annulez ce lot et comptez à nouveau : regulars points undo {1}',
  'There is no batch {}.': 'Il n’y a pas de lot n° {1}.',
  'See the latest with: regulars points history --batches': 'Voyez les derniers avec : regulars points history --batches',
  'Spent since: {} of batch {} ({}); nothing was undone.':
    'Dépensé depuis : {1} du lot n° {2} ({3}) ; rien n’a été annulé.',
  'Take what is left with --spent to-zero, or let accounts owe the rest with --spent negative.':
    'Reprenez ce qui reste avec --spent to-zero, ou laissez les comptes devoir le reste avec --spent negative.',
  'Batch {} was undone by batch {}.': 'Le lot n° {1} a été annulé par le lot n° {2}.',
  'Batch {} was undone by batch {} and restored by batch {}.': 'Le lot n° {1} a été annulé par le lot n° {2} et rétabli par le lot n° {3}.',
  'To restore it, undo the undoing: regulars points undo {}': 'Pour le rétablir, annulez l’annulation : regulars points undo {1}',
  'To undo it again: regulars points undo {}': 'Pour l’annuler à nouveau : regulars points undo {1}',
  'Points of hold {} were released or captured since.': 'Des points de la réserve n° {1} ont été rendus ou dépensés depuis.',
  'Undo the batch that released or captured them first.': 'Annulez d’abord le lot qui les a rendus ou dépensés.',
  'Hold {} still sets aside {}; {} cannot be captured.': ([hold, left, wanted]) =>
    french`La réserve n° ${hold!.plain} met encore de côté ${nothingIsOne(left!.plain)} ; impossible d’en dépenser ${wanted!.plain}.`,
  'Name at most what is held.': 'Nommez au plus ce qui est réservé.',
  'Hold {} has been captured or released already.': 'La réserve n° {1} a déjà été dépensée ou rendue.',
  'See it with: regulars points history --batches': 'Voyez-la avec : regulars points history --batches',
  'Batch {} is not a hold.': 'Le lot n° {1} n’est pas une réserve.',
  'regulars points hold prints the number of its batch.': 'regulars points hold affiche le numéro de son lot.',

  // Conditions on customers (--where).
  'The condition cannot be understood at character {}: {}. ({})': 'La condition est incompréhensible au caractère {1} : {2~}. ({3})',
  'Write it as: segment = \'gold\' and lastOrder < \'2025-01-01\'': 'Écrivez-la ainsi : segment = \'gold\' and lastOrder < \'2025-01-01\'',
  'this is not part of a condition': 'ceci n’entre pas dans une condition',
  '"and" or "or" is expected before "{}"': '"and" ou "or" est attendu avant « {1} »',
  'a closing bracket is missing': 'il manque une parenthèse fermante',
  'the name of a field is expected': 'le nom d’un champ est attendu',
  '"is" is followed by known or unknown': '"is" est suivi de known ou unknown',
  'a comparison is expected after {}: =, !=, <, <=, >, >=, in or is': 'une comparaison est attendue après {1} : =, !=, <, <=, >, >=, in ou is',
  '"in" is followed by a list in brackets': '"in" est suivi d’une liste entre parenthèses',
  '{} is a day, and {} is none; write it as \'2025-12-31\'': '{1} est un jour, et {2} n’en est pas un ; écrivez-le ainsi : \'2025-12-31\'',
  '{} is a number, and "{}" is none': '{1} est un nombre, et « {2} » n’en est pas un',
  '{} is not a number for every customer, so it cannot be more or less than {}':
    '{1} n’est pas un nombre pour tous les clients, et ne peut donc être ni plus ni moins que {2}',
  'a value is expected: a number, or a text in quotes such as \'gold\'': 'une valeur est attendue : un nombre, ou un texte entre apostrophes comme \'gold\'',
}

/** What a request asks beside its points, as `add 5, on 2025-03-31, order 17`. */
const PARTS: Readonly<Record<string, string>> = {
  on: 'le', account: 'compte', order: 'commande', reason: 'motif', actor: 'par', available: 'disponibles le', expires: 'expirant le',
}

/** `0 points` in French, where nothing is singular. */
function nothingIsOne(points: string): string {
  return points === '0 points' ? '0 point' : points
}

function available(points: string): string {
  const had = nothingIsOne(points)
  return `${had} ${had.endsWith('s') ? 'disponibles' : 'disponible'}`
}

function request(asked: string): string {
  return asked.replace(/, (on|account|order|reason|actor|available|expires) /g, (_, part: string) => `, ${PARTS[part]} `)
}
