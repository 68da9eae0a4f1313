import type {NotEarned, PathStep} from '../../tasks/replay/explain.js'
import type {Language} from '../../vocabulary.js'

const english = {
  title: (customer: string, program: string, from: string, to: string) => `${customer} under “${program}”, ${from} to ${to}, order by order`,
  samePerson: (asked: string, person: string) => `By the rule in regulars.yaml (identity), ${asked} is the same person as ${person}.`,
  day: 'Day', what: 'What happened', points: 'Points', balance: 'Balance', money: 'Money',
  steps: {
    order: 'order', refund: 'refund', void: 'order of nothing', enrolled: 'joins', issued: 'earns', redeemed: 'redeems', expired: 'expire',
    reversed: 'taken back after the refund', uncollected: 'could not be taken back', benefit: 'has', granted: 'is given a voucher',
    voucherUsed: 'uses a voucher',
    voucherExpired: 'a voucher runs out', fee: 'pays the fee', contact: 'is sent a message', tier: 'is now', left: 'leaves',
  } satisfies Record<PathStep['what'], string>,
  noTier: 'without status', paid: (amount: string) => `pays ${amount}`, saves: (amount: string) => `saves ${amount}`,
  costs: (amount: string) => `costs us ${amount}`, worth: (amount: string) => `worth ${amount}`,
  notEarned: (rule: string, why: string) => `earns nothing${rule}: ${why}`, byRule: (name: string) => ` by “${name}”`, called: (name: string) => ` “${name}”`,
  noExtra: (name: string, why: string) => `“${name}” does not count (${why})`,
  because: {
    'not-member': 'not a member', 'outside-dates': 'outside the program’s dates', void: 'nothing was paid', refund: 'it is a refund',
    blackout: 'the program stands still on that day', 'below-minimum': 'the order is below the minimum', when: 'its condition does not hold',
    'times-nothing': 'what it earns is multiplied by 0',
    'too-little': 'what was paid is too little for a point', cap: 'the most that can be earned was reached',
  } satisfies Record<NotEarned['because'], string>,
  when: {
    channel: 'channel', category: 'category', segment: 'segment', minimum: 'minimum', maximum: 'maximum', hours: 'hours', firstOrder: 'first order',
    weekday: 'weekday',
    from: 'first day', until: 'last day', season: 'season', tier: 'status', tenure: 'time as a member', tenureBelow: 'time as a member',
  } as Readonly<Record<string, string>>,
  end: (balance: string) => `At the end: ${balance} on the account.`,
  never: 'This customer never joined: the file gives a share, and the draw (see --seed) left them out, or the conditions to join do not hold.',
  budget: (day: string) => `The program’s budget was spent on ${day}; nothing is earned or given after that day.`,
}

const french: typeof english = {
  title: (customer, program, from, to) => `${customer} avec « ${program} », du ${from} au ${to}, commande par commande`,
  samePerson: (asked, person) => `Selon la règle de regulars.yaml (identity), ${asked} est la même personne que ${person}.`,
  day: 'Jour', what: 'Ce qui s’est passé', points: 'Points', balance: 'Solde', money: 'Argent',
  steps: {
    order: 'commande', refund: 'remboursement', void: 'commande sans montant', enrolled: 'adhère', issued: 'gagne', redeemed: 'utilise', expired: 'expirent',
    reversed: 'repris après le remboursement', uncollected: 'n’ont pu être repris', benefit: 'profite de', granted: 'reçoit un bon d’achat',
    voucherUsed: 'utilise un bon d’achat', voucherExpired: 'un bon d’achat expire', fee: 'paie la cotisation', contact: 'reçoit un message', tier: 'devient',
    left: 'part',
  },
  noTier: 'sans statut', paid: (amount) => `paie ${amount}`, saves: (amount) => `économise ${amount}`, costs: (amount) => `nous coûte ${amount}`,
  worth: (amount) => `d’une valeur de ${amount}`,
  notEarned: (rule, why) => `ne rapporte rien${rule} : ${why}`, byRule: (name) => ` par « ${name} »`, called: (name) => ` « ${name} »`,
  noExtra: (name, why) => `« ${name} » ne compte pas (${why})`,
  because: {
    'not-member': 'pas membre', 'outside-dates': 'hors des dates du programme', void: 'rien n’a été payé', refund: 'c’est un remboursement',
    blackout: 'le programme s’arrête ce jour-là', 'below-minimum': 'la commande est sous le minimum', when: 'sa condition n’est pas remplie',
    'times-nothing': 'ce qu’elle rapporte est multiplié par 0', 'too-little': 'trop peu payé pour un point', cap: 'le maximum était atteint',
  },
  when: {
    channel: 'canal', category: 'catégorie', segment: 'segment', minimum: 'minimum', maximum: 'maximum', hours: 'heures', firstOrder: 'première commande',
    weekday: 'jour de la semaine', from: 'premier jour', until: 'dernier jour', season: 'saison', tier: 'statut', tenure: 'ancienneté',
    tenureBelow: 'ancienneté',
  },
  end: (balance) => `À la fin : ${balance} sur le compte.`,
  never: 'Ce client n’a jamais adhéré : le fichier donne une part et le tirage (voir --seed) l’a laissé dehors, ou les conditions ne sont pas remplies.',
  budget: (day) => `Le budget du programme était épuisé le ${day} ; rien n’est gagné ni donné après ce jour.`,
}

export type PathWords = typeof english
export const PATH_WORDS: Readonly<Record<Language, PathWords>> = {en: english, fr: french}
