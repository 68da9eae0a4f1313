/** What a French-speaking customer reads of each template: path in the file → text. `description` is also what `program list` shows. */
export const TEMPLATES_IN_FRENCH: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  points: {description: 'Un point par unité dépensée, 5,00 de remise pour 100 points.', 'rewards.0.name': '5,00 de remise'},
  miles: {
    description: 'Un mile par unité dépensée, plus dans certaines catégories ; 20,00 de remise pour 1 000 miles.', 'earn.0.name': 'Achats',
    'rewards.0.name': '20,00 de remise',
  },
  stamps: {
    description: 'Un tampon par visite, un article de 4,00 offert pour 10 tampons ; 2 tampons dès le départ.', 'rewards.0.name': 'un café offert',
  },
  cashback: {description: '3 % de chaque achat dans une cagnotte, utilisable dès 5,00.', 'rewards.0.name': 'cagnotte'},
  discount: {description: '5 % de remise sur chaque commande pour qui adhère.', 'benefits.0.name': '5 % de remise'},
  'low-prices': {description: 'Des prix 5 % plus bas pour tous, tous les jours.', 'benefits.0.name': 'prix 5 % plus bas'},
  promotion: {description: '15 % de remise la première moitié de novembre.', 'benefits.0.name': 'soldes d’automne'},
  voucher: {
    description: 'Pour 100,00 d’achats, 15,00 de remise sur la commande suivante de 50,00 ou plus, dans les 60 jours.',
    'triggers.0.name': 'bon pour une grosse commande',
  },
  credit: {
    description: 'Pour 200,00 d’achats dans les 60 jours de l’adhésion, un crédit de 50,00, valable 30 jours dès 80,00.', 'triggers.0.name': 'crédit de départ',
  },
  tiers: {
    description: 'Club gratuit : Silver dès 300,00 et Gold dès 800,00 par an ; plus de points et une remise.', 'rewards.0.name': '5,00 de remise',
    'benefits.0.name': '3 % de remise pour Gold',
  },
  'paid-membership': {
    description: '29,00 par an pour 10 % de remise sur chaque commande, un mois gratuit pour commencer.', 'benefits.0.name': '10 % de remise',
    'benefits.1.name': 'soirée des membres',
  },
  tenure: {
    description: '3 % de remise après six mois, 5 % après un an, 8 % après deux.', 'benefits.0.name': '3 % de remise', 'benefits.1.name': '5 % de remise',
    'benefits.2.name': '8 % de remise',
  },
  services: {
    description: 'Livraison offerte dès 40,00, remplacement sans question, une ligne téléphonique à part.', 'benefits.0.name': 'livraison offerte',
    'benefits.1.name': 'remplacement', 'benefits.2.name': 'ligne téléphonique à part',
  },
  events: {
    description: 'Deux soirées par an et les nouveautés deux jours avant.', 'benefits.0.name': 'soirée au magasin', 'benefits.1.name': 'avant-première',
  },
  referral: {description: 'Une remise pour le client et pour l’ami qui passe une première commande.', 'triggers.0.name': 'un ami est venu'},
  'win-back': {
    description: '10,00 de remise quand un client s’absente deux fois et demie plus longtemps que d’habitude.', 'triggers.0.name': 'vous nous manquez',
  },
  reminders: {description: 'Un message quand le moment habituel de la prochaine commande est venu.', 'triggers.0.name': 'c’est le moment'},
  bundle: {description: 'Un deuxième service, d’une valeur de 8,00 par mois, pour qui adhère.', 'benefits.0.name': 'deuxième service'},
  'prize-draw': {
    description: 'Une participation par commande de 20,00, 500,00 de lots tous les trois mois.', 'rewards.0.name': 'une participation au tirage',
  },
  'full-club': {
    description: 'Points et statuts, points doublés aux heures creuses, cadeau d’anniversaire et offre de reconquête.', 'earn.1.name': 'après-midi calmes',
    'earn.2.name': 'en ligne', 'rewards.0.name': '5,00 de remise', 'benefits.0.name': 'livraison offerte', 'triggers.0.name': 'cadeau d’anniversaire',
    'triggers.1.name': 'vous nous manquez',
  },
}
