import {type Catalogue, eachIn, french} from './phrase.js'

/** Program files: finding and making them, YAML, and what is expected of a value. */
export const PROGRAMS: Catalogue = {
  'There is no program "{}".': 'Il n’y a pas de programme « {1} ».',
  'There is no program "{}": there is no workspace here.': 'Il n’y a pas de programme « {1} » : il n’y a pas d’espace de travail ici.',
  'There are: {}. A path to a file works too.': 'Il y a : {1}. Le chemin d’un fichier convient aussi.',
  'Make one with: regulars program new NAME --template points': 'Créez-en un avec : regulars program new NOM --template points',
  'See what there is with: regulars program list': 'Voyez ce qu’il y a avec : regulars program list',
  '"{}" has no letter or digit to make a file name of.': '« {1} » n’a ni lettre ni chiffre dont faire un nom de fichier.',
  'Choose another name, such as "Café points".': 'Choisissez un autre nom, comme « Points du café ».',
  '{} is there already.': '{1} existe déjà.',
  'Choose another name, or edit the file.': 'Choisissez un autre nom, ou modifiez le fichier.',
  'There is no template "{}".': 'Il n’y a pas de modèle « {1} ».',
  'Which template?': 'Quel modèle ?',
  'Add --template with one of: {}.': 'Ajoutez --template avec l’un de : {1}.',
  'Choose one of: {}.': 'Choisissez parmi : {1}.',
  '"{}" does not say what to set.': '« {1} » ne dit pas quoi changer.',
  'Write key=value, such as --set rewards.0.points=120.': 'Écrivez clé=valeur, comme --set rewards.0.points=120.',
  'There is no place "{}" in this program.': 'Ce programme n’a pas d’emplacement « {1} ».',
  'Write the keys from the outside in, such as rewards.0.points=120.': 'Écrivez les clés de l’extérieur vers l’intérieur, comme rewards.0.points=120.',
  'What is possible: regulars program schema. Examples: regulars program new --template points.':
    'Ce qui est possible : regulars program schema. Exemples : regulars program new --template points.',
  '{} is {}, finer than the smallest coin of {}.': '{1} vaut {2}, plus fin que la plus petite pièce en {3}.',
  'Points of a wallet are the smallest coins of {}; write {points: 1, faceValue: {}}.':
    'Les points d’une cagnotte sont les plus petites pièces en {1} ; écrivez {points: 1, faceValue: {2}}.',
  'Raise {} and points together, such as {points: {}, {}: {}}.': 'Augmentez {1} et points ensemble, comme {points: {2}, {3}: {4}}.',
  '{}: there is no assumption called "{}".': '{1} : aucune hypothèse ne s’appelle « {2} ».',
  'Known are for example {}; see all with: regulars explain response': 'On connaît par exemple {1} ; voyez-les toutes avec : regulars explain response',
  '{}: response.{} is {}, but it is {}.': '{1} : response.{2} vaut {3}, ce qui n’est pas possible.',
  'Of a range the smaller number stands first, such as [0.3, 0.5].': 'D’un intervalle, le plus petit nombre vient d’abord, comme [0.3, 0.5].',
  'Write a share from 0 to 1, such as 0.4 or [0.3, 0.5].': 'Écrivez une part de 0 à 1, comme 0.4 ou [0.3, 0.5].',
  'Write a number above 0, such as {} or [{}, {}].': 'Écrivez un nombre au-dessus de 0, comme {1} ou [{2}, {3}].',
  'Write a ratio above 0, such as 1.03 or [0.99, 1.08] (1 is no effect).': 'Écrivez un rapport au-dessus de 0, comme 1.03 ou [0.99, 1.08] (1 : sans effet).',

  'This is not valid YAML: {}': 'Ce n’est pas du YAML valable : {1~}',
  'Mend the line; indentation is two blanks, never tabs.': 'Corrigez la ligne ; le retrait est de deux espaces, jamais de tabulations.',
  'Tabs are not allowed as indentation': 'pas de tabulations en retrait',
  'Map keys must be unique': 'une clé y est deux fois',
  'Nested mappings are not allowed in compact mappings': 'il y a deux fois « : » sur la ligne',
  'Implicit keys need to be on a single line': 'il manque « : » après une clé',
  'Implicit map keys need to be followed by map values': 'il manque « : » et une valeur après une clé',
  'All mapping items must start at the same column': 'les clés d’un même niveau doivent commencer à la même colonne',
  'All sequence items must start at the same column': 'les éléments d’une liste doivent commencer à la même colonne',
  'Missing closing "quote': 'il manque un guillemet fermant',
  'Missing closing \'quote': 'il manque une apostrophe fermante',
  'Flow sequence in block collection must be sufficiently indented and end with a ]': 'il manque un ] fermant',
  'Flow map in block collection must be sufficiently indented and end with a }': 'il manque un } fermant',
  'A block sequence may not be used as an implicit map key': 'une liste ne peut pas servir de clé',
  'Plain value cannot start with {}': 'une valeur sans guillemets ne peut pas commencer par {1}',
  'Missing , or : between flow map items': 'il manque une virgule ou « : » entre deux éléments',
  'Missing , between flow sequence items': 'il manque une virgule entre deux éléments',
  'Unexpected scalar at node end': 'du texte en trop après une valeur',

  // The name of a value stands before what is wrong with it.
  'the file': 'le fichier',
  'the file: {}': 'le fichier : {1}',
  '{} is not valid; expected {}': ([input, what]) => french`${quoted(input!.plain)} ne convient pas ; attendu : ${orList(what!)}`,
  'is missing; expected {}': ([what]) => french`manque ; attendu : ${orList(what!)}`,
  '{} is not valid; expected a mapping with {}': ([input, keys]) => french`${quoted(input!.plain)} ne convient pas ; attendu : un groupe avec ${keys!.plain}`,
  '{} is not known here; valid are {}': ([keys, known]) => french`${
    keys!.plain.split(', ').map(quoted).join(', ')} est inconnu ici ; possibles : ${known!.plain}`,
  'a list of {}, each beginning with "-"': 'une liste de {1~}, chaque élément commençant par "-"',
  '{}, or a list of them in [brackets]': '{1~}, ou une liste entre [crochets]',
  'true or false': 'true ou false',
  'an amount of money in major units, such as 5.00': 'un montant, comme 5.00',
  'an amount of money above zero, such as 5.00': 'un montant au-dessus de zéro, comme 5.00',
  'a share between 0 and 1, such as 0.35 for 35 %': 'une part entre 0 et 1, comme 0.35 pour 35 %',
  'a percentage above 0 and up to 100, such as 5 for 5 %': 'un pourcentage au-dessus de 0 et jusqu’à 100, comme 5 pour 5 %',
  'a factor from 0 to 1000, such as 2 for double': 'un facteur de 0 à 1000, comme 2 pour le double',
  'a whole number of points above zero': 'un nombre entier de points au-dessus de zéro',
  'at most a thousand million points': 'au plus un milliard de points',
  'a whole number above zero': 'un nombre entier au-dessus de zéro',
  'a length of time, such as 12 months, 90 days, 2 weeks or 1 year': 'une durée en anglais, comme 12 months, 90 days, 2 weeks ou 1 year',
  'attributes by name, such as {device: app}': 'des attributs par leur nom, comme {device: app}',
  'values and their multipliers, such as {travel: 3, fuel: 0.5}': 'des valeurs et leurs multiplicateurs, comme {travel: 3, fuel: 0.5}',
  'a day written as 2026-01-31': 'un jour écrit 2026-01-31',
  'a day of the week in English, such as tuesday, or a list': 'un jour de la semaine en anglais, comme tuesday, ou une liste',
  'hours of the day such as 14:00-17:00': 'des heures de la journée, comme 14:00-17:00',
  'days of every year as month-day, such as 11-01 to 11-15': 'des jours de chaque année en mois-jour, comme 11-01 to 11-15',
  'a difference in percentage points, such as +2pp': 'un écart en points de pourcentage, comme +2pp',
  'a growth in percent, such as +3%': 'une croissance en pour cent, comme +3%',
  'a sales channel as the orders name it': 'un canal de vente tel que les commandes le nomment',
  'a category as the orders name it': 'une catégorie telle que les commandes la nomment',
  'a value': 'une valeur',
  'a customer segment': 'un segment de clients',
  'a tier held at that moment (by orders: before the order)': 'un statut détenu à ce moment (par commandes : avant la commande)',
  'points above zero, such as 1': 'des points au-dessus de zéro, comme 1',
  'name of an order attribute, such as category': 'le nom d’un attribut des commandes, comme category',
  'a name for explanations': 'un nom pour les explications',
  'a name for explanations and mailings': 'un nom pour les explications et les envois',
  'what the customer gets, such as 5 € off': 'ce que reçoit le client, comme 5 € de remise',
  'what the member has': 'ce dont profite le membre',
  'name of the tier': 'le nom du statut',
  'the name of the program': 'le nom du programme',
  'one sentence': 'une phrase',
  'a ratio from 0 to 5': 'un rapport de 0 à 5',
  'a ratio from 0 to 5, such as 0.3': 'un rapport de 0 à 5, comme 0.3',
  'a factor above 0, such as 2.5': 'un facteur au-dessus de 0, comme 2.5',
  'referrals a year, such as 0.02': 'des parrainages par an, comme 0.02',
  'a threshold above zero': 'un seuil au-dessus de zéro',
  'a return such as 0 for break-even': 'un rendement, comme 0 pour le point mort',
  'tiers from low to high': 'statuts du plus bas au plus haut',
  'earn rules': 'règles de gain',
  'rewards': 'récompenses',
  'benefits': 'avantages',
  'triggers': 'déclencheurs',
  'blackout dates': 'dates d’arrêt',
  ['expected a number, a 90 % interval [low, high], or a distribution: '
    + 'lognormal or normal with mean, sd; beta with a, b; uniform with low, high']:
    'attendu : un nombre, un intervalle à 90 % [bas, haut], ou une loi : lognormal ou normal avec mean, sd ; beta avec a, b ; uniform avec low, high',
  'expected assumptions by name; see: regulars explain response PROGRAM':
    'attendu : des hypothèses par leur nom ; voir : regulars explain response PROGRAMME',

  // What zod says where a schema has no words of its own.
  'Invalid input': 'valeur non valable',
  'Invalid input: expected {}, received {}': ([expected, received]) => french`${kind(expected!.plain)} est attendu, pas ${kind(received!.plain)}`,
  'Invalid option: expected one of {}': 'valeur non valable ; choix : {1}',
  'Invalid input: expected {}': 'attendu : {1}',
  'Too small: expected {} to be >={}': 'trop petit ; au moins {2}',
  'Too small: expected {} to be >{}': 'trop petit ; au-dessus de {2}',
  'Too big: expected {} to be <={}': 'trop grand ; au plus {2}',
  'Too big: expected {} to be <{}': 'trop grand ; au-dessous de {2}',
  'Too small: expected {} to have >={} items': 'trop court ; au moins {2} éléments',
  'Too small: expected {} to have >={} characters': 'trop court ; au moins {2} caractères',
  'Unrecognized key: {}': ([key]) => french`réglage inconnu : ${quoted(key!.plain)}`,
  'Unrecognized keys: {}': ([keys]) => french`réglages inconnus : ${keys!.plain.split(', ').map(quoted).join(', ')}`,
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'un texte', number: 'un nombre', int: 'un nombre entier', boolean: 'true ou false', object: 'un groupe de réglages', record: 'un groupe de réglages',
  array: 'une liste', null: 'rien', undefined: 'rien',
}

function kind(name: string): string {
  return KINDS[name] ?? name
}

/** `"abc"` as French quotes it; other values as they are. */
function quoted(shown: string): string {
  if (shown === 'nothing') return 'rien'
  return /^".*"$/s.test(shown) ? french`« ${shown.slice(1, -1)} »` : shown
}

/** What is expected: a phrase of the catalogue, else a choice of words of the grammar. */
function orList(what: {readonly plain: string; readonly french: string}): string {
  return what.french === what.plain ? eachIn(what.plain, ' or ', {}, ' ou ') : what.french
}
