import type {Catalogue} from './phrase.js'

const OR_BY_NAME = 'ou, en sachant que des noms sont partagés, importez avec'
const NOT_WHO_PAID = 'Prenez les commandes de votre boutique ou de votre système de fidélité, où les clients donnent un courriel, un téléphone ou '
  + 'un numéro de carte.'

/** Why an export of a known system names no customer and which to take instead, as the presets say it. */
export const PRESETS: Catalogue = {
  ['Its Customer Name is the card holder as printed, shared by many and written in several ways. Use your loyalty app\'s export; '
    + 'or, knowing that, import with --map "customer=Customer Name".']:
    'Son Customer Name est le titulaire de la carte tel qu’imprimé, partagé par plusieurs et écrit de diverses façons. Prenez l’export de votre '
    + 'application de fidélité ; ou, en le sachant, importez avec --map "customer=Customer Name".',
  'Take Orders > Order reports instead; its buyer-email tells customers apart.':
    'Prenez plutôt Orders > Order reports ; sa colonne buyer-email distingue les clients.',
  'Take the PaymentDetails.csv of the same export; it has the e-mail and phone of guests who gave one.':
    'Prenez PaymentDetails.csv du même export ; il a le courriel et le téléphone des clients qui les ont donnés.',
  ['SumUp does not know who paid (its Email column is the employee). '
    + 'Use the orders of your shop or loyalty system, where customers give an e-mail, phone or card number.']:
    `SumUp ne sait pas qui a payé (sa colonne Email est l’employé). ${NOT_WHO_PAID}`,
  'Zettle does not know who paid. Use the orders of your shop or loyalty system, where customers give an e-mail, phone or card number.':
    `Zettle ne sait pas qui a payé. ${NOT_WHO_PAID}`,
  ['Download the orders with an export plugin that has the billing e-mail (Advanced Order Export, Order Import Export), or, '
    + 'knowing that names are shared, import with --map customer=Customer.']:
    'Exportez les commandes avec une extension qui donne le courriel de facturation (Advanced Order Export, Order Import Export), '
    + `${OR_BY_NAME} --map customer=Customer.`,
  ['Clover\'s exports do not say who bought. Use the export of the loyalty or marketing app on your Clover, '
    + 'where customers give a phone number or e-mail.']:
    'Les exports de Clover ne disent pas qui a acheté. Prenez celui de l’application de fidélité ou de marketing de votre Clover, où les clients '
    + 'donnent un téléphone ou un courriel.',
  ['In Advanced Parameters > Database > SQL Manager, export id_order, id_customer, date_add, total_paid and current_state of the table ps_orders; '
    + 'or, knowing that names are shared, import with --map {}.']:
    'Dans Paramètres avancés > Base de données > Gestionnaire SQL, exportez id_order, id_customer, date_add, total_paid et current_state de la table '
    + `ps_orders ; ${OR_BY_NAME} --map {1}.`,
}
