import type {SimulationWarning} from '../../tasks/simulate/result.js'
import type {Language} from '../../vocabulary.js'
import {REPLAY_WORDS} from './replay.js'

/** Warnings in French, by their stable code; English comes with the result. */
const FRENCH: Readonly<Record<string, string>> = {
  'backtest-poor': 'Le modèle aurait mal prévu le passé récent : ne vous fiez pas à ces chiffres sans un essai de votre côté.',
  'backtest-missing': 'L’historique est trop court pour confronter la prévision au passé.',
  'small-base': 'Il y a peu de clients : les chiffres s’appuient en partie sur ce qui est habituel ailleurs, et les fourchettes sont larges.',
  'few-repeats': 'Peu de clients ont acheté plus d’une fois : leur rythme de retour n’est connu qu’à peu près.',
  'no-dropout': 'Le modèle ne voit aucun client partir pour de bon dans cet historique : un effet sur la fidélité ne peut pas se voir non plus.',
  'weakly-determined': 'L’historique ne dit pas nettement comment les clients vont et viennent : les fourchettes sont larges.',
  'few-repeat-spenders': 'Peu de réachats ont un montant : ce que dépensent les clients n’est connu qu’à peu près.',
  'first-purchases-used': 'Trop peu de réachats : les premiers achats ont servi à connaître la dépense.',
  'spend-heavy-tail': 'Quelques très grosses commandes dominent : la dépense moyenne par client est incertaine.',
  'spend-constant': 'Tous les clients dépensent à peu près autant par commande.',
  'spend-frequency-related': 'Les clients fréquents dépensent autrement par commande, ce que le modèle ignore : les totaux peuvent en être un peu faussés.',
  subscription: 'Les clients paient à intervalles réguliers, comme des abonnés : le modèle d’achats au hasard ne leur convient pas.',
  'season-unknown': 'L’historique compte moins de deux ans, ou trop peu d’achats : aucune saison n’est supposée.',
  'newcomers-off': 'Les nouveaux clients sont laissés de côté, comme demandé : seuls les clients d’aujourd’hui sont simulés.',
  'newcomers-none': 'Personne n’a acheté pour la première fois récemment : aucun nouveau client n’est simulé.',
  'cac-missing': 'On ne sait pas ce que coûte un nouveau client : indiquez-le avec --cac pour comparer avec l’acquisition.',
  'acquisition-stretched':
    'Un programme coûte plusieurs fois ce qui est dépensé aujourd’hui pour conquérir : ce que cet argent gagnerait de plus est extrapolé.',
  refunds: 'Les remboursements pèsent dans les ventes ; les ventes simulées sont avant remboursement.',
  'horizon-far': 'Au-delà de trois ans, une prévision en dit plus sur le modèle que sur vos clients.',
}

/** Warnings that name something, in French. */
const FRENCH_NAMING: Readonly<Record<string, (values: readonly string[]) => string>> = {
  'budget-spent': ([program, day]) => `${program} : son budget devrait être épuisé le ${day} ; il s’arrête là.`,
  'program-over': ([program, day]) => `${program} : terminé le ${day}, avant les jours simulés ; rien n’en arrive.`,
  'program-later': ([program, day]) => `${program} : commence le ${day}, après les jours simulés ; rien n’en arrive.`,
  'condition-never-holds': ([program, attribute, asked, known]) => asked === ''
    ? `${program} : rien dans cet historique n’a ${REPLAY_WORDS.fr.names[attribute ?? ''] ?? `« ${attribute} »`} ; ce qui en dépend n’arrive jamais.`
    : `${program} : aucun « ${attribute} » n’est ${asked} ici (il y a ${known}) ; ce qui en dépend n’arrive jamais.`,
}

/** A warning in the reader's language; in English where no translation stands. */
export function warningText(warning: SimulationWarning, language: Language): string {
  const {code, message, values} = warning
  if (language === 'en') return message
  return FRENCH[code] ?? FRENCH_NAMING[code]?.(values ?? []) ?? message
}
