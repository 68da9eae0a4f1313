import type {Family} from './facts.js'

/** A question that matters for a template; everything else has a sensible value in its file. */
export interface TemplateQuestion {
  /** place of the value in the file */
  readonly path: readonly (string | number)[]
  readonly kind: 'money' | 'share' | 'percent' | 'count'
  readonly en: string
  readonly fr: string
}

export interface Template {
  /** file `templates/NAME.yaml` */
  readonly name: string
  readonly family: Family
  readonly questions: readonly TemplateQuestion[]
}

const JOIN: TemplateQuestion = {path: ['enrolment', 'share'], kind: 'share', en: 'What share of your customers will join?',
  fr: 'Quelle part de vos clients va adhérer ?'}
const PERCENT: TemplateQuestion = {path: ['benefits', 0, 'percent'], kind: 'percent', en: 'How many percent off?', fr: 'Combien de pour cent de remise ?'}

function ask(kind: TemplateQuestion['kind'], path: TemplateQuestion['path'], en: string, fr: string): TemplateQuestion {
  return {kind, path, en, fr}
}

const REWARD_POINTS = (unit: string, unite: string) =>
  ask('count', ['rewards', 0, 'points'], `How many ${unit} for a reward?`, `Combien de ${unite} pour une récompense ?`)
const REWARD_FACE = ask('money', ['rewards', 0, 'faceValue'], 'What is the reward worth to the customer?', 'Combien vaut la récompense pour le client ?')
const VOUCHER = (trigger: number, en: string, fr: string) => ask('money', ['triggers', trigger, 'voucher', 'faceValue'], en, fr)

/** Every template, one for each family of programs.md and two combinations. The file says the rest. */
export const TEMPLATES: readonly Template[] = [
  {name: 'points', family: 'points', questions: [JOIN, REWARD_POINTS('points', 'points'), REWARD_FACE]},
  {name: 'miles', family: 'miles', questions: [JOIN, REWARD_POINTS('miles', 'miles'), REWARD_FACE]},
  {name: 'stamps', family: 'stamps', questions: [JOIN, REWARD_POINTS('stamps', 'tampons'), REWARD_FACE,
    ask('share', ['rewards', 0, 'costRatio'], 'What does the free item cost you, as a share of its price?',
    'Que vous coûte l’article offert, en part de son prix ?')]},
  {name: 'cashback', family: 'cashback', questions: [JOIN,
    ask('percent', ['earn', 0, 'percent'], 'How many percent go back to the customer?', 'Combien de pour cent reviennent au client ?')]},
  {name: 'discount', family: 'discount', questions: [JOIN, PERCENT]},
  {name: 'low-prices', family: 'low-prices', questions: [PERCENT]},
  {name: 'promotion', family: 'promotion', questions: [PERCENT]},
  {name: 'voucher', family: 'voucher', questions: [
    ask('money', ['triggers', 0, 'when', 'minimum'], 'From which order amount?', 'À partir de quel montant de commande ?'),
    VOUCHER(0, 'What is the voucher worth?', 'Combien vaut le bon d’achat ?')]},
  {name: 'credit', family: 'voucher', questions: [
    ask('money', ['triggers', 0, 'amount'], 'How much must be spent?', 'Combien faut-il dépenser ?'), VOUCHER(0, 'How large is the credit?',
    'Quel est le montant du crédit ?')]},
  {name: 'tiers', family: 'tiers', questions: [JOIN,
    ask('money', ['tiers', 'levels', 0, 'from'], 'From which yearly spend is a customer Silver?',
    'À partir de quelle dépense annuelle un client est-il Silver ?'),
    ask('money', ['tiers', 'levels', 1, 'from'], 'And Gold?', 'Et Gold ?')]},
  {name: 'paid-membership', family: 'paid-membership', questions: [
    ask('money', ['enrolment', 'fee', 'amount'], 'What does a year cost?', 'Combien coûte une année ?'), PERCENT]},
  {name: 'tenure', family: 'tenure', questions: [
    ask('percent', ['benefits', 2, 'percent'], 'How many percent off after two years?', 'Combien de pour cent de remise après deux ans ?')]},
  {name: 'services', family: 'services', questions: [JOIN,
    ask('money', ['benefits', 0, 'cost'], 'What does one delivery cost you?', 'Que vous coûte une livraison ?'),
    ask('money', ['benefits', 0, 'when', 'minimum'], 'Free from which order amount?', 'Gratuite à partir de quel montant ?')]},
  {name: 'events', family: 'events', questions: [JOIN,
    ask('money', ['benefits', 0, 'cost'], 'What does an evening cost per guest?', 'Que coûte une soirée par invité ?')]},
  {name: 'referral', family: 'referral', questions: [VOUCHER(0, 'What does the customer get for a friend?', 'Que reçoit le client pour un ami ?')]},
  {name: 'win-back', family: 'win-back', questions: [VOUCHER(0, 'What is the offer worth?', 'Combien vaut l’offre ?'),
    ask('money', ['costs', 'perContact'], 'What does one message cost?', 'Que coûte un message ?')]},
  {name: 'reminders', family: 'reminders', questions: [ask('money', ['costs', 'perContact'], 'What does one message cost?', 'Que coûte un message ?')]},
  {name: 'bundle', family: 'bundle', questions: [JOIN,
    ask('money', ['benefits', 0, 'cost'], 'What does the service cost you a month per member?', 'Que vous coûte le service par mois et par membre ?')]},
  {name: 'prize-draw', family: 'prize-draw', questions: [
    ask('money', ['costs', 'prizeFund', 'amount'], 'What are the prizes of one draw worth?', 'Combien valent les lots d’un tirage ?')]},
  {name: 'full-club', family: 'tiers', questions: [JOIN, REWARD_POINTS('points', 'points'), REWARD_FACE]},
]
