import type {Family} from '../programs/facts.js'
import type {Language} from '../vocabulary.js'
import {inFrench} from './typography.js'

interface FamilyWords {
  readonly name: string
  /** what the customer gets */
  readonly gives: string
}

/** Every family of programs, and what it gives. README's table is made of these. */
export const FAMILY_WORDS: Readonly<Record<Language, Readonly<Record<Family, FamilyWords>>>> = {
  en: {
    points: {name: 'points', gives: 'points for every purchase, money off for enough points'},
    miles: {name: 'miles', gives: 'points whose number depends on category, partner or distance'},
    stamps: {name: 'stamps', gives: 'a stamp per visit, something free for a full card'},
    cashback: {name: 'cashback', gives: 'a share of every purchase in a wallet'},
    discount: {name: 'members’ discount', gives: 'a percentage off every order'},
    'low-prices': {name: 'low prices', gives: 'lower prices for everybody, always'},
    promotion: {name: 'promotion', gives: 'a percentage off for a limited time'},
    voucher: {name: 'spend and get', gives: 'a voucher or credit for spending enough'},
    tiers: {name: 'status club', gives: 'status for spend, with advantages'},
    'paid-membership': {name: 'paid membership', gives: 'permanent advantages for a fee'},
    tenure: {name: 'tenure perks', gives: 'a larger discount the longer a member'},
    services: {name: 'services', gives: 'free delivery, support, generous replacement'},
    events: {name: 'events and early access', gives: 'invitations and first choice'},
    referral: {name: 'referral', gives: 'a reward for both when a customer brings another'},
    'win-back': {name: 'win-back', gives: 'an offer after an unusual silence'},
    reminders: {name: 'reminders', gives: 'a message when the next order is due'},
    bundle: {name: 'bundle', gives: 'an extra service that makes leaving harder'},
    'prize-draw': {name: 'prize draw', gives: 'an entry in a draw for every order'},
  },
  fr: inFrench({
    points: {name: 'points', gives: 'des points à chaque achat, une remise avec assez de points'},
    miles: {name: 'miles', gives: 'des points selon la catégorie, le partenaire ou la distance'},
    stamps: {name: 'tampons', gives: 'un tampon par visite, un article offert avec une carte pleine'},
    cashback: {name: 'cagnotte', gives: 'une part de chaque achat dans une cagnotte'},
    discount: {name: 'remise membre', gives: 'un pourcentage de remise sur chaque commande'},
    'low-prices': {name: 'prix bas', gives: 'des prix plus bas pour tous, toujours'},
    promotion: {name: 'promotion', gives: 'un pourcentage de remise pour un temps limité'},
    voucher: {name: 'bon d’achat', gives: 'un bon ou un crédit pour une dépense suffisante'},
    tiers: {name: 'club à statuts', gives: 'un statut selon les achats, avec des avantages'},
    'paid-membership': {name: 'abonnement payant', gives: 'des avantages permanents contre une cotisation'},
    tenure: {name: 'prime d’ancienneté', gives: 'une remise qui grandit avec l’ancienneté'},
    services: {name: 'services', gives: 'livraison offerte, assistance, remplacement généreux'},
    events: {name: 'évènements et avant-premières', gives: 'des invitations et le premier choix'},
    referral: {name: 'parrainage', gives: 'une récompense pour les deux quand un client en amène un autre'},
    'win-back': {name: 'reconquête', gives: 'une offre après un silence inhabituel'},
    reminders: {name: 'rappels', gives: 'un message quand la prochaine commande est attendue'},
    bundle: {name: 'offre groupée', gives: 'un service en plus qui rend le départ plus difficile'},
    'prize-draw': {name: 'tirage au sort', gives: 'une participation à un tirage à chaque commande'},
  }),
}

const english = {
  here: 'Programs here', none: 'There are none yet.', program: 'Program', file: 'File', families: 'What it is', templatesTitle: 'Templates to start from',
  template: 'Template', gives: 'As it comes', next: 'Start one: regulars program new NAME --template TEMPLATE', fine: 'holds together',
  written: (file: string) => `Written: ${file}`, wouldWrite: (file: string) => `Dry run: nothing was written; this would be ${file}.`,
  afterNew: (name: string) => `Read what it does with: regulars program show ${name}\nWhat it would have cost: regulars replay ${name}`,
}

const french: typeof english = {
  here: 'Programmes ici', none: 'Il n’y en a pas encore.', program: 'Programme', file: 'Fichier', families: 'Ce que c’est',
  templatesTitle: 'Modèles pour commencer',
  template: 'Modèle', gives: 'Tel quel', next: 'Pour commencer : regulars program new NOM --template MODÈLE', fine: 'tient debout',
  written: (file) => `Écrit : ${file}`, wouldWrite: (file) => `Essai : rien n’a été écrit ; ce serait ${file}.`,
  afterNew: (name) => `Pour lire ce qu’il fait : regulars program show ${name}\nCe qu’il aurait coûté : regulars replay ${name}`,
}

export const PROGRAM_LIST_WORDS: Readonly<Record<Language, typeof english>> = {en: english, fr: inFrench(french)}
