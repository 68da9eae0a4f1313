import type {Catalogue} from './phrase.js'

/** What parts of a program ask of each other; keys and values of the file stay as they are written. */
export const PROGRAM_CHECKS: Catalogue = {
  '"paid" needs a fee; add fee: {amount: 29, every: 12 months}, or write opt-in':
    '« paid » demande une cotisation ; ajoutez fee: {amount: 29, every: 12 months}, ou écrivez opt-in',
  '"{}" has no fee; write paid, or take the fee away': '« {1} » est sans cotisation ; écrivez paid, ou retirez fee',
  'gives nothing; it needs at least one of earn, benefits, triggers': 'ne donne rien ; il faut au moins earn, benefits ou triggers',
  'cannot be reached, because nothing earns points; add earn': 'hors d’atteinte, car rien ne rapporte de points ; ajoutez earn',
  'lies before `from`': 'précède `from`',
  'needs from and until, or season: 12-15 to 12-24': 'demande from et until, ou season: 12-15 to 12-24',
  'cannot stand beside points; keep one of them': 'ne va pas avec points ; gardez l’un des deux',
  'earns cash; write points: {unit: cash} too': 'rapporte de l’argent ; écrivez aussi points: {unit: cash}',
  'says how much spend earns points; add points: 1': 'dit quelle dépense rapporte des points ; ajoutez points: 1',
  'earns nothing; expected points, percent, multiplier or table': 'ne rapporte rien ; attendu : points, percent, multiplier ou table',
  'percent-off needs percent, such as percent: 10': 'percent-off demande percent, comme percent: 10',
  'belongs to kind: percent-off': 'ne va qu’avec kind: percent-off',
  '"immediate" has no order to take a percentage of; expected next-order or none':
    '« immediate » n’a pas de commande dont prendre un pourcentage ; attendu : next-order ou none',
  'needs faceValue, what it is worth to the customer': 'demande faceValue, ce que cela vaut pour le client',
  '{} needs percent, such as percent: 5': '{1} demande percent, comme percent: 5',
  'belongs to discount, price-cut or promotion': 'ne va qu’avec discount, price-cut ou promotion',
  'a percentage is given per order; take `every` away': 'un pourcentage se donne par commande ; retirez `every`',
  '{} needs value (to the member) or cost (to us)': '{1} demande value (pour le membre) ou cost (pour nous)',
  'on: {} needs {}, such as {}: {}': 'on: {1} demande {2}, comme {3}: {4}',
  'belongs to on: {}': 'ne va qu’avec on: {1}',
  'does nothing; expected points, voucher or contact: true': 'ne fait rien ; attendu : points, voucher ou contact: true',
  'needs either faceValue or percent': 'demande faceValue ou percent, l’un des deux',
  'looks at an order, and "{}" has none; take it away': 'regarde une commande, et « {1} » n’en a pas ; retirez-le',
  '{} is not above the tier before it ({})': '{1} ne dépasse pas le statut précédent ({2})',
  '{} is not valid; {} are whole': '{1} ne convient pas ; un nombre entier est attendu ({2})',
  '"{}" is there twice': '« {1} » y est deux fois',
  '"{}" is not a tier; the program has no tiers': '« {1} » n’est pas un statut ; le programme n’en a pas',
  '"{}" is not a tier; expected {}': '« {1} » n’est pas un statut ; attendu : {2}',
  'is empty; expected at least one tier, such as {name: Silver, from: 300}': 'est vide ; attendu : au moins un statut, comme {name: Argent, from: 300}',
}
