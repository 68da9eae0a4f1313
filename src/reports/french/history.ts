import type {Catalogue} from './phrase.js'

/** The history store, what is asked of it, and what models and simulations need of it. */
export const HISTORY: Catalogue = {
  'Nothing has been imported into this workspace yet.': 'Rien n’a encore été importé dans cet espace de travail.',
  'There are no orders in this workspace yet.': 'Il n’y a pas encore de commandes dans cet espace de travail.',
  'Import something first: regulars import transactions FILE': 'Importez d’abord quelque chose : regulars import transactions FICHIER',
  'There are no orders of known customers up to that day.': 'Il n’y a aucune commande de clients connus jusqu’à ce jour.',
  'Choose a later day, or import older orders.': 'Choisissez un jour plus tardif, ou importez des commandes plus anciennes.',
  'The history is in use by another command.': 'L’historique est utilisé par une autre commande.',
  'The history is in use by another command (process {}).': 'L’historique est utilisé par une autre commande (processus {1}).',
  'Wait until it has finished, or let this command wait with --wait 60.': 'Attendez qu’elle ait fini, ou faites attendre celle-ci avec --wait 60.',
  'The history store cannot be opened: {}': 'L’historique ne peut pas être ouvert : {1}',
  'Check that the folder is readable and not full. The history can always be imported again into a fresh workspace.':
    'Vérifiez que le dossier est lisible et n’est pas plein. L’historique peut toujours être réimporté dans un nouvel espace de travail.',
  'There is not enough room on the disk; the history is as it was before.': 'Il n’y a pas assez de place sur le disque ; l’historique est comme avant.',
  'Make room where the workspace is (about as much as the files are large), then run the command again.':
    'Faites de la place là où est l’espace de travail (à peu près la taille des fichiers), puis relancez la commande.',
  'The history was written by a newer version of regulars.': 'L’historique a été écrit par une version plus récente de regulars.',
  'Update regulars, then run the command again.': 'Mettez regulars à jour, puis relancez la commande.',
  'The history has no finding "{}".': 'L’historique n’a pas de remarque « {1} ».',
  'It has no findings at all.': 'Il n’a aucune remarque.',
  'It has: {}.': 'Il a : {1}.',
  'There is no import {}.': 'Il n’y a pas d’import {1}.',
  'See them with: regulars import list': 'Voyez-les avec : regulars import list',
  'The history is in {} (import {}), this import is in {}.': 'L’historique est en {1} (import {2}), cet import est en {3}.',
  'Keep currencies in workspaces of their own, or take the other imports back: regulars import undo {}':
    'Gardez chaque monnaie dans son espace de travail, ou annulez les autres imports : regulars import undo {1}',
  '{} is in the history already (import {}), read with other columns or settings.':
    '{1} est déjà dans l’historique (import {2}), lu avec d’autres colonnes ou réglages.',
  'Take that import back first: regulars import undo {}': 'Annulez d’abord cet import : regulars import undo {1}',
  'The salt of redacted customer keys is damaged.': 'Le sel des clés de clients masquées est abîmé.',
  'Remove the file to make a new one; codes in older exports will no longer match.':
    'Supprimez le fichier pour en faire un nouveau ; les codes des anciens exports ne correspondront plus.',

  // What a forecast, a replay or a profile needs.
  'There are no purchases to look at: nobody known has bought anything up to that day.':
    'Il n’y a aucun achat à examiner : aucun client connu n’a rien acheté jusqu’à ce jour.',
  'Import orders first: regulars import transactions FILE, or choose a later --as-of.':
    'Importez d’abord des commandes : regulars import transactions FICHIER, ou choisissez un --as-of plus tardif.',
  'There are no orders of identified customers to replay.': 'Il n’y a aucune commande de clients identifiés à rejouer.',
  'There are no orders of identified customers to simulate from.': 'Il n’y a aucune commande de clients identifiés d’où simuler.',
  'Bring some in with: regulars import transactions FILE': 'Importez-en avec : regulars import transactions FICHIER',
  'The last day ({}) lies before the first ({}).': 'Le dernier jour ({1}) précède le premier ({2}).',
  'Give --from a day before --to.': 'Donnez à --from un jour avant --to.',
  'No customer is called "{}".': 'Aucun client ne s’appelle « {1} ».',
  'Write the key as your files have it, such as {}.': 'Écrivez la clé comme dans vos fichiers, par exemple {1}.',
  'There are no purchases to forecast.': 'Il n’y a aucun achat à prévoir.',
  'Import transactions first.': 'Importez d’abord des commandes.',
  '--until {} leaves nothing to compare a forecast with.': '--until {1} ne laisse rien à comparer à une prévision.',
  'Choose a day between {} and {}, best with some months after it.': 'Choisissez un jour entre {1} et {2}, de préférence suivi de quelques mois.',
  'These customers do not pay at regular intervals: they do not subscribe.': 'Ces clients ne paient pas à intervalles réguliers : ce ne sont pas des abonnés.',
  'Use a model of customers who come back when they like, such as --model pareto-nbd.':
    'Prenez un modèle de clients qui reviennent quand ils veulent, comme --model pareto-nbd.',
  'No customer has seen a whole week after the first purchase.': 'Aucun client n’a connu une semaine entière après son premier achat.',
  'No customer has seen a whole month after the first purchase.': 'Aucun client n’a connu un mois entier après son premier achat.',
  'No customer has seen a whole quarter after the first purchase.': 'Aucun client n’a connu un trimestre entier après son premier achat.',
  'No customer has seen a whole year after the first purchase.': 'Aucun client n’a connu une année entière après son premier achat.',
  'No customer has seen a whole {} after the first purchase.': 'Aucun client n’a connu une période entière ({1}) après son premier achat.',
  'Choose a shorter --opportunity, or a later --until.': 'Choisissez un --opportunity plus court, ou un --until plus tardif.',
  'There are no purchases to fit a customer model to.': 'Il n’y a aucun achat pour ajuster un modèle de clientèle.',
  'Import transactions first, or choose a later --until.': 'Importez d’abord des commandes, ou choisissez un --until plus tardif.',
  'All purchases are on one day: there is no time in which anybody could have come back.':
    'Tous les achats sont du même jour : personne n’a eu le temps de revenir.',
  'Import a longer history, or choose a later --until.': 'Importez un historique plus long, ou choisissez un --until plus tardif.',
  'Customers have no attribute "{}".': 'Les clients n’ont pas d’attribut « {1} ».',
  'There are: {}.': 'Il y a : {1}.',
  '"{}" does not tell customers apart: it has fewer than two values with 30 customers each.':
    '« {1} » ne distingue pas les clients : il a moins de deux valeurs de 30 clients chacune.',
  '"{}" does not tell customers apart: it has fewer than two values with {} customers each.':
    '« {1} » ne distingue pas les clients : il a moins de deux valeurs de {2} clients chacune.',
  'Choose another attribute, or none.': 'Choisissez un autre attribut, ou aucun.',
  'The customer model could not be fitted to this history (customers: {}): the search stopped before a maximum.':
    'Le modèle de clientèle n’a pas pu être ajusté à cet historique (clients : {1}) : la recherche s’est arrêtée avant un maximum.',
  'Check that the dates are right and that one customer has one key; a longer history helps, or another --until or --model.':
    'Vérifiez que les dates sont justes et que chaque client a une seule clé ; un historique plus long aide, ou un autre --until ou --model.',
  'What part of a sale is left after the goods are paid for is not known, and nothing can be judged without it.':
    'On ne sait pas ce qui reste d’une vente une fois la marchandise payée, et rien ne peut être jugé sans cela.',
  'Say it with --margin 0.35 (35 %).': 'Dites-le avec --margin 0.35 (35 %).',
  'What part of a sale is left after the goods are paid for is not known, and nothing can be earned or lost without it.':
    'On ne sait pas ce qui reste d’une vente une fois la marchandise payée, et sans cela rien ne se gagne ni ne se perd.',
  'Say it with --margin 0.35 (35 %), or write grossMargin: 0.35 in regulars.yaml.':
    'Dites-le avec --margin 0.35 (35 %), ou écrivez grossMargin: 0.35 dans regulars.yaml.',
  '"{}" is not a condition.': '« {1} » n’est pas une condition.',
  'Write {} as a share, such as {}>=2% (or >=0.02).': 'Écrivez {1} comme une part, par exemple {2}>=2% (ou >=0.02).',
  'Write {} as a ratio, such as {}>0.2 (or >20%).': 'Écrivez {1} comme un rapport, par exemple {2}>0.2 (ou >20%).',
  'Write {} as an amount of money without a unit, such as {}>=1000.': 'Écrivez {1} comme une somme sans unité, par exemple {2}>=1000.',
  'Write a figure, a comparison and a probability, such as "roi>0@0.8"; figures are {}.':
    'Écrivez un chiffre, une comparaison et une probabilité, comme "roi>0@0.8" ; les chiffres sont {1}.',
}
