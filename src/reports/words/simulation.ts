import type {Language, ResponsePreset} from '../../vocabulary.js'
import type {GoalOutcome} from '../../tasks/simulate/result.js'
import {counted, countedFrench} from '../counted.js'

/** Every word of a simulation's answer, on screen and in the report. `n` counts runs out of ten, as a word or figure. */
export interface SimulationWords {
  readonly title: (months: string) => string
  readonly from: (day: string, customers: string, active: string) => string
  readonly runs: (count: string) => string
  readonly response: Readonly<Record<ResponsePreset, string>>
  readonly baseline: (retention: string, orders: string, revenue: string, margin: string) => string
  readonly newcomers: (count: string) => string
  /** customers all of whose orders came to nothing */
  readonly freeOnly: (count: string) => string
  readonly outOfTen: (share: number) => string
  readonly range: (low: string, high: string) => string
  /** in tables, where room is short */
  readonly shortRuns: (share: number) => string
  readonly verdict: {
    readonly pays: (runs: string) => string
    readonly mayPay: (runs: string) => string
    readonly unlikely: (runs: string) => string
    readonly loses: (runs: string) => string
  }
  readonly net: (amount: string, months: string, range: string) => string
  readonly breakEven: (needed: string) => string
  readonly breakEvenNever: string
  readonly breakEvenZero: string
  readonly moved: (lift: string) => string
  readonly movedNot: string
  readonly unreachable: string
  readonly deadweight: (of: string, wasted: string) => string
  readonly campaigns: (contacted: string, back: string, because: string) => string
  readonly friends: (count: string) => string
  readonly acquisition: (amount: string, runs: string) => string
  readonly acquisitionUnknown: (cac: string) => string
  /** where the program loses so much that even dear customers would lose less */
  readonly acquisitionPays: (worth: string) => string
  readonly retained: (gain: string, of: string) => string
  readonly retainedNot: string
  readonly lost: (loss: string, of: string) => string
  readonly stillThere: (gain: string, months: string) => string
  readonly discounted: string
  readonly ownMiddles: string
  readonly feesDeducted: (name: string, fees: string) => string
  readonly headings: {
    readonly verdict: string
    readonly money: string
    readonly customers: string
    readonly acquisition: string
    readonly sure: string
    readonly goals: string
    readonly conditions: string
  }
  readonly columns: {
    readonly program: string
    readonly extraMargin: string
    readonly cost: string
    readonly deadweight: string
    readonly netValue: string
    readonly pays: string
    readonly members: string
    readonly comeBack: string
    readonly difference: string
    readonly kept: string
    readonly returned: string
    readonly acquisitionValue: string
    readonly better: string
    readonly perKept: string
    readonly breakEvenCac: string
  }
  readonly nobody: string
  readonly named: (name: string, text: string) => string
  readonly exact: string
  readonly assumed: string
  readonly grade: (grade: string) => string
  readonly backtest: (error: string, from: string, to: string) => string
  readonly backtestPoor: string
  readonly backtestNone: string
  /** `times`: how many times dearer the dearer one is */
  readonly keepingDearer: (perKept: string, cac: string, times: string) => string
  readonly winningDearer: (perKept: string, cac: string, times: string) => string
  readonly cacUnknown: string
  readonly goal: (goal: string, runs: string) => string
  readonly goalNames: Readonly<Record<GoalOutcome['goal'], (target: string) => string>>
  readonly condition: (condition: string, runs: string, met: boolean) => string
  readonly precision: (error: string) => string
  readonly repeat: (seed: string, history: string, version: string) => string
  readonly marginUsed: (margin: string, discount: string) => string
}

/** Runs out of ten, never rounded to a certainty. */
function tenths(share: number): number {
  return share >= 1 ? 10 : share <= 0 ? 0 : Math.min(9, Math.max(1, Math.round(share * 10)))
}

const EN: SimulationWords = {
  title: (months) => `What each program would do in the next ${months.replace(/^1\s/, '')}`,
  from: (day, customers, active) => `From ${day} on: ${counted(customers, 'customer')}, ${active} of them bought in the 12 months before.`,
  runs: (count) =>
    `${counted(count, 'run')}. Each run draws anew what nobody can know: how customers react, who leaves. The range with each figure is where 8 of ` +
    '10 runs fall.',
  response: {
    sceptical: 'Reactions: published effects with every discount applied (--response sceptical).',
    optimistic: 'Reactions: published effects taken at face value (--response optimistic). Real programs mostly do less.',
    none: 'Reactions: nobody reacts (--response none). This is the bare cost.',
  },
  baseline: (retention, orders, revenue, margin) =>
    `Without any program ${retention} of them come back: about ${counted(orders, 'order')}, ${revenue} of sales, ${margin} of margin.`,
  newcomers: (count) => `About ${counted(count, 'new customer is', 'new customers are')} expected and counted in.`,
  freeOnly: (count) => `${count} of them never had anything to pay; such visits count too.`,
  outOfTen: (share) => (share > 0.98 ? 'nearly all runs' : share < 0.02 ? 'hardly any run' : `${tenths(share)} of 10 runs`),
  range: (low, high) => `${low} to ${high}`,
  shortRuns: (share) => (share > 0.98 ? '> 9 of 10' : share < 0.02 ? '< 1 of 10' : `${tenths(share)} of 10`),
  verdict: {
    pays: (runs) => `likely to pay for itself (in ${runs})`,
    mayPay: (runs) => `could go either way: it pays for itself in ${runs}`,
    unlikely: (runs) => `more likely to lose money than to make any: it pays for itself in ${runs}`,
    loses: (runs) => `loses money (in ${runs})`,
  },
  net: (amount, months, range) => `About ${amount} in ${months}${range === '' ? '' : ` (${range})`}.`,
  breakEven: (needed) => `It pays for itself once members come ${needed} more often.`,
  breakEvenNever: 'It does not pay for itself even if members came 150% more often.',
  breakEvenZero: 'It pays for itself even if nobody comes more often.',
  moved: (lift) => `In these runs they come ${lift} more often.`,
  movedNot: 'In these runs they do not come more often.',
  unreachable: 'Hardly anybody reaches a reward, so it moves hardly anybody.',
  deadweight: (of, wasted) => `Of every ${of} in rewards, ${wasted} go to orders that would have come anyway.`,
  campaigns: (contacted, back, because) =>
    `Of ${counted(contacted, 'message')} sent, ${counted(back, 'is', 'are')} followed by an order within 60 days, but only about ` +
    `${counted(because, 'is', 'are')} the reason for it.`,
  friends: (count) => (count === '0' ? 'Members bring hardly anybody who would not have come otherwise.'
    : `Members bring about ${counted(count, 'new customer')} who would not have come otherwise.`),
  acquisition: (amount, runs) => `The same money spent on winning new customers would leave about ${amount}. The program is the better use in ${runs}.`,
  acquisitionPays: (worth) => `Winning new customers pays if one costs less than about ${worth}: that is the margin one brings in this time.`,
  acquisitionUnknown: (cac) => `Winning new customers is the better use of this money if one costs less than about ${cac}.`,
  retained: (gain, of) => `It brings about ${gain} more of ${counted(of, 'customer')} back.`,
  lost: (loss, of) => `It drives about ${loss} of ${counted(of, 'customer')} away.`,
  retainedNot: 'It brings no more customers back than usual.',
  stillThere: (gain, months) => `After ${months} about ${gain} more of them ${gain === '1' ? 'is' : 'are'} not lost yet.`,
  discounted: 'What is left and the return count later money for less; extra margin and cost do not. Each column has its own middle, so they need not add up.',
  ownMiddles: 'Each column has its own middle and range over the runs, so they need not add up.',
  feesDeducted: (name, fees) =>
    `${name}: the cost is what is left after ${fees} of fees that members pay; the return and the comparison with new customers count what is laid out before.`,
  headings: {
    verdict: 'Verdict', money: 'What it brings and what it costs', customers: 'What it does to your customers',
    acquisition: 'Compared with winning new customers', sure: 'How sure this is', goals: 'Your goals', conditions: 'Your conditions (--fail-unless)',
  },
  columns: {
    program: 'Program', extraMargin: 'Extra margin', cost: 'Cost', deadweight: 'Given away\nanyway', netValue: 'What is left', pays: 'Pays in\nruns',
    members: 'Take part', comeBack: 'Come back', difference: 'Difference', kept: 'Customers\nbrought back',
    returned: 'Return per\n1 spent', acquisitionValue: 'Left if spent\non new ones', better: 'Program is\nbetter in', perKept: 'Cost per one\nbrought back',
    breakEvenCac: 'New ones better\nif cheaper than',
  },
  nobody: 'none',
  named: (name, text) => `${name}: ${text}`,
  exact: 'Exact: what a program would have cost on your past orders (regulars replay). Everything above looks ahead and is an estimate.',
  assumed: 'Assumed, most important first (A: field experiment, B: study, C: judgement), with 90% ranges:',
  grade: (grade) => `grade ${grade}`,
  backtest: (error, from, to) => `Tested on your past: the forecast of orders from ${from} to ${to}, made without knowing them, was off by ${error}.`,
  backtestPoor: 'That is a lot: take all figures as orders of magnitude only.',
  backtestNone: 'Your history is too short to test the forecast on it.',
  keepingDearer: (perKept, cac, times) =>
    `Keeping one customer more costs about ${perKept} (first program), winning a new one ${cac}: here keeping is ${times} times dearer. ` +
    '“Winning costs five times as much” is a saying, not a law.',
  winningDearer: (perKept, cac, times) =>
    `Keeping one customer more costs about ${perKept} (first program), winning a new one ${cac}: ${times} times as much. The saying goes ` +
    '“five times”; this is your own figure.',
  cacUnknown: 'What a new customer costs you is not known (--cac), so no figure for acquisition is made up.',
  goal: (goal, runs) => `${goal}: reached in ${runs}`,
  goalNames: {
    retention: (target) => `customers who come back ${target}`, participation: (target) => `participation of ${target}`, sales: (target) => `sales ${target}`,
    margin: (target) => `extra margin of ${target}`, netValue: (target) => `${target} left`, roi: (target) => `return of ${target}`,
    budget: (target) => `cost of at most ${target}`, liability: (target) => `points owed of at most ${target}`,
  },
  condition: (condition, runs, met) => `${condition}: ${met ? 'met' : 'NOT met'}, it holds in ${runs}`,
  precision: (error) => `More runs would move the first result by about ±${error}.`,
  repeat: (seed, history, version) => `The same again: --seed ${seed} (history ${history}, regulars ${version}).`,
  marginUsed: (margin, discount) => `Margin ${margin} of sales; next year’s money counts ${discount} less.`,
}

const FR: SimulationWords = {
  title: (months) => `Ce que chaque programme ferait dans ${/^1\s/.test(months) ? 'le mois' : `les ${months}`} à venir`,
  from: (day, customers, active) => `À partir du ${day} : ${countedFrench(customers, 'client')}, dont ${countedFrench(active, 'a', 'ont')} acheté ` +
    `dans les 12 mois précédents.`,
  runs: (count) =>
    `${countedFrench(count, 'tirage')}. Chacun tire à nouveau ce que personne ne peut savoir : comment les clients réagissent, qui s’en va. La fourchette ` +
    'de chaque chiffre est celle où tombent 8 tirages sur 10.',
  response: {
    sceptical: 'Réactions : effets publiés, avec toutes les décotes (--response sceptical).',
    optimistic: 'Réactions : effets publiés pris au mot (--response optimistic). Les vrais programmes font le plus souvent moins.',
    none: 'Réactions : personne ne réagit (--response none). C’est le coût nu.',
  },
  baseline: (retention, orders, revenue, margin) =>
    `Sans aucun programme, ${retention} d’entre eux reviennent : environ ${countedFrench(orders, 'commande')}, ${revenue} de ventes, ${margin} de marge.`,
  newcomers: (count) => `Environ ${countedFrench(count, 'nouveau client est attendu et compté', 'nouveaux clients sont attendus et comptés')}.`,
  freeOnly: (count) => `${countedFrench(count, 'd’entre eux n’a', 'd’entre eux n’ont')} jamais rien eu à payer ; ces visites comptent aussi.`,
  outOfTen: (share) => {
    if (share > 0.98) return 'presque tous les tirages'
    if (share < 0.02) return 'presque aucun tirage'
    return `${tenths(share)} ${tenths(share) === 1 ? 'tirage' : 'tirages'} sur 10`
  },
  range: (low, high) => `${low} à ${high}`,
  shortRuns: (share) => (share > 0.98 ? '> 9 sur 10' : share < 0.02 ? '< 1 sur 10' : `${tenths(share)} sur 10`),
  verdict: {
    pays: (runs) => `devrait être rentable (dans ${runs})`,
    mayPay: (runs) => `incertain : rentable dans ${runs}`,
    unlikely: (runs) => `risque plutôt de perdre de l’argent : rentable dans ${runs}`,
    loses: (runs) => `perd de l’argent (dans ${runs})`,
  },
  net: (amount, months, range) => `Environ ${amount} en ${months}${range === '' ? '' : ` (${range})`}.`,
  breakEven: (needed) => `Il devient rentable si les membres viennent ${needed} plus souvent.`,
  breakEvenNever: 'Il ne devient pas rentable même si les membres venaient 150 % plus souvent.',
  breakEvenZero: 'Il est rentable même si personne ne vient plus souvent.',
  moved: (lift) => `Dans ces tirages, ils viennent ${lift} plus souvent.`,
  movedNot: 'Dans ces tirages, ils ne viennent pas plus souvent.',
  unreachable: 'Presque personne n’atteint une récompense, donc presque personne ne change ses habitudes.',
  deadweight: (of, wasted) => `Sur ${of} de récompenses, ${wasted} vont à des commandes qui seraient venues de toute façon.`,
  campaigns: (contacted, back, because) =>
    `Sur ${countedFrench(contacted, 'relance')}, ${countedFrench(back, 'est suivie', 'sont suivies')} d’une commande dans les 60 jours, mais ` +
    `environ ${because} seulement en ${because === '1' || because === '0' ? 'est' : 'sont'} la raison.`,
  friends: (count) => (count === '0' ? 'Les membres n’amènent presque personne qui ne serait pas venu autrement.' : 'Les membres amènent environ ' +
    `${countedFrench(count, 'nouveau client qui ne serait pas venu', 'nouveaux clients qui ne seraient pas venus')} autrement.`),
  acquisition: (amount, runs) =>
    `Le même argent dépensé pour gagner de nouveaux clients laisserait environ ${amount}. Programme plus avantageux dans ${runs}.`,
  acquisitionPays: (worth) =>
    `Gagner de nouveaux clients est rentable si chacun coûte moins d’environ ${worth} : c’est la marge qu’il apporte sur cette durée.`,
  acquisitionUnknown: (cac) => `Gagner de nouveaux clients est le meilleur usage de cet argent si chacun coûte moins d’environ ${cac}.`,
  retained: (gain, of) => `Il fait revenir environ ${countedFrench(gain, 'client')} de plus sur ${of}.`,
  lost: (loss, of) => `Il fait fuir environ ${countedFrench(loss, 'client')} sur ${of}.`,
  retainedNot: 'Il ne fait pas revenir plus de clients que d’habitude.',
  stillThere: (gain, months) => `Après ${months}, environ ${countedFrench(gain, 'de plus n’est pas encore perdu', 'de plus ne sont pas encore perdus')}.`,
  discounted: 'Ce qui reste et le retour comptent moins l’argent plus tardif ; la marge en plus et le coût, non. Chaque colonne a son propre milieu : '
    + 'elles ne s’additionnent pas exactement.',
  ownMiddles: 'Chaque colonne a son propre milieu et sa fourchette sur les tirages : elles ne s’additionnent pas exactement.',
  feesDeducted: (name, fees) =>
    `${name} : le coût est ce qui reste après ${fees} de cotisations payées par les membres ; le retour et la comparaison avec la conquête comptent `
    + 'ce qui est dépensé avant.',
  headings: {
    verdict: 'Verdict', money: 'Ce que cela rapporte et ce que cela coûte', customers: 'Ce que cela change chez vos clients',
    acquisition: 'Comparé à la conquête de nouveaux clients', sure: 'À quel point c’est sûr', goals: 'Vos objectifs',
    conditions: 'Vos conditions (--fail-unless)',
  },
  columns: {
    program: 'Programme', extraMargin: 'Marge en plus', cost: 'Coût', deadweight: 'Donné\npour rien', netValue: 'Ce qui reste', pays: 'Rentable,\ntirages',
    members: 'Participent', comeBack: 'Reviennent', difference: 'Différence', kept: 'Clients\nrevenus en plus',
    returned: 'Retour par\n1 dépensé', acquisitionValue: 'Reste si dépensé\npour conquérir', better: 'Programme\nmeilleur',
    perKept: 'Coût par\nclient revenu',
    breakEvenCac: 'Conquérir est mieux\nà moins de',
  },
  nobody: 'aucun',
  named: (name, text) => `${name} : ${text}`,
  exact:
    'Exact : ce qu’un programme aurait coûté sur vos commandes passées (regulars replay). ' +
    'Tout ce qui précède regarde l’avenir et reste une estimation.',
  assumed: 'Supposé, le plus important d’abord (A : expérience de terrain, B : étude, C : jugement), avec fourchettes à 90 % :',
  grade: (grade) => `niveau ${grade}`,
  backtest: (error, from, to) =>
    `Vérifié sur votre passé : la prévision des commandes du ${from} au ${to}, faite sans les connaître, s’est trompée de ${error}.`,
  backtestPoor: 'C’est beaucoup : ne prenez tous ces chiffres que comme des ordres de grandeur.',
  backtestNone: 'Votre historique est trop court pour y vérifier la prévision.',
  keepingDearer: (perKept, cac, times) =>
    `Garder un client de plus coûte environ ${perKept} (premier programme), en gagner un nouveau ${cac} : ici, garder coûte ${times} fois ` +
    'plus. « Conquérir coûte cinq fois plus » est un dicton, pas une loi.',
  winningDearer: (perKept, cac, times) =>
    `Garder un client de plus coûte environ ${perKept} (premier programme), en gagner un nouveau ${cac} : ${times} fois plus. Le dicton ` +
    'dit « cinq fois » ; ceci est votre propre chiffre.',
  cacUnknown: 'Ce que vous coûte un nouveau client n’est pas connu (--cac) : aucun chiffre d’acquisition n’est inventé.',
  goal: (goal, runs) => `${goal} : atteint dans ${runs}`,
  goalNames: {
    retention: (target) => `clients qui reviennent ${target}`, participation: (target) => `participation de ${target}`, sales: (target) => `ventes ${target}`,
    margin: (target) => `marge en plus de ${target}`, netValue: (target) => `reste de ${target}`, roi: (target) => `retour de ${target}`,
    budget: (target) => `coût d’au plus ${target}`, liability: (target) => `points dus d’au plus ${target}`,
  },
  condition: (condition, runs, met) => `${condition} : ${met ? 'remplie' : 'NON remplie'}, elle tient dans ${runs}`,
  precision: (error) => `Davantage de tirages déplaceraient le premier résultat d’environ ±${error}.`,
  repeat: (seed, history, version) => `Pour refaire la même chose : --seed ${seed} (historique ${history}, regulars ${version}).`,
  marginUsed: (margin, discount) => `Marge : ${margin} des ventes ; l’argent de l’an prochain compte ${discount} de moins.`,
}

export const WORDS_SIMULATION: Readonly<Record<Language, SimulationWords>> = {en: EN, fr: FR}
