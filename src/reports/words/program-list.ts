import type {Family} from '../../programs/facts.js'
import type {Language} from '../../vocabulary.js'

/** What every family of programs is called. */
export const FAMILY_WORDS: Readonly<Record<Language, Readonly<Record<Family, string>>>> = {
  en: {
    points: 'points',
    miles: 'miles',
    stamps: 'stamps',
    cashback: 'cashback',
    discount: 'members’ discount',
    'low-prices': 'low prices',
    promotion: 'promotion',
    voucher: 'spend and get',
    tiers: 'status club',
    'paid-membership': 'paid membership',
    tenure: 'tenure perks',
    services: 'services',
    events: 'events and early access',
    referral: 'referral',
    'win-back': 'win-back',
    reminders: 'reminders',
    bundle: 'bundle',
    'prize-draw': 'prize draw',
  },
  fr: {
    points: 'points',
    miles: 'miles',
    stamps: 'tampons',
    cashback: 'cagnotte',
    discount: 'remise membre',
    'low-prices': 'prix bas',
    promotion: 'promotion',
    voucher: 'bon d’achat',
    tiers: 'club à statuts',
    'paid-membership': 'abonnement payant',
    tenure: 'prime d’ancienneté',
    services: 'services',
    events: 'évènements et avant-premières',
    referral: 'parrainage',
    'win-back': 'reconquête',
    reminders: 'rappels',
    bundle: 'offre groupée',
    'prize-draw': 'tirage au sort',
  },
}

const english = {
  here: 'Programs here', none: 'There are none yet.', program: 'Program', file: 'File', families: 'What it is', templatesTitle: 'Templates to start from',
  template: 'Template', gives: 'As it comes', next: 'Start one: regulars program new NAME --template TEMPLATE', colon: ':', fine: 'holds together',
  written: (file: string) => `Written: ${file}`, wouldWrite: (file: string) => `Dry run: nothing was written; this would be ${file}.`,
  afterNew: (name: string) => `Read what it does with: regulars program show ${name}\nWhat it would have cost: regulars replay ${name}`,
}

const french: typeof english = {
  here: 'Programmes ici', none: 'Il n’y en a pas encore.', program: 'Programme', file: 'Fichier', families: 'Ce que c’est',
  templatesTitle: 'Modèles pour commencer',
  template: 'Modèle', gives: 'Tel quel', next: 'Pour commencer : regulars program new NOM --template MODÈLE', colon: ' :', fine: 'tient debout',
  written: (file) => `Écrit : ${file}`, wouldWrite: (file) => `Essai : rien n’a été écrit ; ce serait ${file}.`,
  afterNew: (name) => `Pour lire ce qu’il fait : regulars program show ${name}\nCe qu’il aurait coûté : regulars replay ${name}`,
}

export const PROGRAM_LIST_WORDS: Readonly<Record<Language, typeof english>> = {en: english, fr: french}
