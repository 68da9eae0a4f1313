import type {Language} from '../../vocabulary.js'

const english = {
  title: (program: string) => `What is assumed about how customers react to ${program}`,
  titleAll: 'Everything that can be assumed about how customers react',
  preset: {
    sceptical: 'Published effects with every discount applied (sceptical).',
    optimistic: 'Published effects at face value (optimistic): a scenario, not a forecast.',
    none: 'Nobody reacts (none): only the mechanical cost is shown.',
  },
  nothing: (share: string) => `In ${share} of the runs the program does nothing at all, whatever is assumed below.`,
  columns: {what: 'What', value: 'Believed', range: '90% range', grade: 'Grade', source: 'Source', id: 'Name'},
  others: 'Who takes part, and how long it lasts',
  overridden: 'the program file',
  grades: 'Grades: A field experiment; B study, or a direction without a size; C judgement, a scenario.',
  legend: 'In the formulas: a ratio of 1 is no effect. v is what a member gets back per unit of spend, G(v) = [v/(v + 3%)]·(7%/4%) its pull: 0 where she can'
    + ' reach nothing. segment: light buyers 1.3, medium 1.1, heavy 0.6, brought to mean 1. D(t): what is left of an effect after t months. λ: visits per day.'
    + ' All together, visits never rise above 2.5 times, drop-out never falls below 0.70 times; of several reasons to stay the strongest counts'
    + ' fully, the rest half.',
  change: (example: string) => `To replace one, write it in the program file: a value, a 90% range or a distribution, such as  response: {${example}}`,
  changeBetter: 'What would change them for good is a test with your own customers: some get the program, some do not, chosen by chance.',
  mechanisms: {
    'free-program': 'A free program that gives something back', 'goal-gradient': 'The pull of a near reward', 'reward-bump': 'The lift after a reward',
    'spend-get': 'A credit waiting to be used', 'top-up': 'Adding something to reach a threshold', cashback: 'Money paid back',
    'everyday-price': 'Lower prices, always', promotion: 'A temporary deal', tiers: 'Status', tenure: 'Advantages of long-standing members',
    'paid-membership': 'A membership that is paid for', 'free-delivery': 'Free delivery', replacement: 'Replacement without questions',
    support: 'Support of their own', events: 'Events and early access', bundle: 'A further service', referral: 'Bringing friends',
    'win-back': 'Winning back', messages: 'Messages',
  } as Readonly<Record<string, string>>,
}

const french: typeof english = {
  title: (program) => `Ce qui est supposé de la réaction des clients à ${program}`,
  titleAll: 'Tout ce qui peut être supposé de la réaction des clients',
  preset: {
    sceptical: 'Effets publiés, toutes les décotes appliquées (sceptical).',
    optimistic: 'Effets publiés tels quels (optimistic) : un scénario, pas une prévision.',
    none: 'Personne ne réagit (none) : seul le coût mécanique apparaît.',
  },
  nothing: (share) => `Dans ${share} des tirages le programme ne fait rien du tout, quoi qu’il soit supposé ci-dessous.`,
  columns: {what: 'Quoi', value: 'Supposé', range: 'Fourchette 90 %', grade: 'Note', source: 'Source', id: 'Nom'},
  others: 'Qui participe, et combien de temps cela dure',
  overridden: 'le fichier du programme',
  grades: 'Notes : A expérience de terrain ; B étude, ou un sens sans grandeur ; C jugement, un scénario.',
  legend: 'Dans les formules : un rapport de 1 est sans effet. v est ce qu’un membre récupère par unité dépensée, G(v) = [v/(v + 3 %)]·(7 %/4 %) son attrait :'
    + ' 0 là où rien n’est à sa portée. segment : petits acheteurs 1,3, moyens 1,1, gros 0,6, ramenés à une moyenne de 1. D(t) : ce qui reste d’un effet après'
    + ' t mois. λ : visites par jour. En tout, les visites ne dépassent jamais 2,5 fois, les départs ne tombent jamais sous 0,70 fois ; de plusieurs raisons de'
    + ' rester, la plus forte compte entière, les autres pour moitié.',
  change: (example) =>
    `Pour en remplacer une, écrivez-la dans le fichier du programme : valeur, fourchette à 90 % ou distribution, comme  response: {${example}}`,
  changeBetter: 'Ce qui les changerait pour de bon est un essai sur vos propres clients : les uns ont le programme, les autres non, tirés au sort.',
  mechanisms: {
    'free-program': 'Un programme gratuit qui rend quelque chose', 'goal-gradient': 'L’attrait d’une récompense proche',
    'reward-bump': 'L’élan après une récompense',
    'spend-get': 'Un avoir qui attend', 'top-up': 'Ajouter un article pour atteindre un seuil', cashback: 'Argent rendu',
    'everyday-price': 'Des prix plus bas, toujours', promotion: 'Une offre passagère', tiers: 'Le statut', tenure: 'Les avantages de l’ancienneté',
    'paid-membership': 'Une adhésion payante', 'free-delivery': 'La livraison offerte', replacement: 'Le remplacement sans question',
    support: 'Un service client réservé', events: 'Événements et avant-premières', bundle: 'Un service de plus', referral: 'Amener des amis',
    'win-back': 'Reconquérir', messages: 'Les messages',
  },
}

export type ResponseWords = typeof english
export const WORDS_RESPONSE: Readonly<Record<Language, ResponseWords>> = {en: english, fr: french}
