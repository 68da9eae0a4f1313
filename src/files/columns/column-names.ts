import type {CustomerRole, Role} from '../../tasks/import/plan.js'

/** A header name without what people write differently: case, accents, blanks, underscores, camel case, units in parentheses. */
export function plainName(name: string): string {
  return name
    .replaceAll(/\([^()]*\)/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
    .replaceAll('ß', 'ss').replaceAll('œ', 'oe').replaceAll('#', ' no ').replaceAll(/n[°º]/g, ' no ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** Names of one role: certain ones, then likely, then weak ones (taken only with a warning, or asked about). */
export interface RoleNames {
  readonly sure: readonly string[]
  readonly likely: readonly string[]
  readonly weak: readonly string[]
}

const names = (sure: string, likely = '', weak = ''): RoleNames => ({sure: list(sure), likely: list(likely), weak: list(weak)})
const list = (text: string): readonly string[] => text.split(/[,\n]/).map((name) => name.trim()).filter((name) => name !== '')

/** Plain names (en, fr, es, de, it) of what a transactions file may hold. */
export const ROLE_NAMES: Readonly<Record<Role, RoleNames>> = {
  customer: names(`
    customer unique id, customer id, customer no, customer number, customer code, customer key, customer ref, customerid, cust id, cust no, custid, client id,
    client no, clientid, client number, member id, member no, member number, membership no, membership number, loyalty id, loyalty card,
    card no, loyalty card no, household id, household key, shopper id, buyer id, buyer user id, user id, userid, account id, consumer id,
    person id, contact id, donor id, patient id, id client, no client, numero client, numero de client, code client, ref client,
    reference client, identifiant client, client code, id du client, carte de fidelite, numero de carte, no carte, id adherent,
    numero adherent, no adherent, id membre, numero de membre, id cliente, cliente id, codigo cliente, codigo de cliente, numero cliente,
    numero de cliente, no cliente, num cliente, nif cliente, codice cliente, cod cliente, cliente codice, codigo del cliente,
    id del cliente, tarjeta cliente, numero de socio, id socio, tessera, numero tessera, kunden id, kundenid, kundennummer, kunden nr,
    kundennr, kunde id, kunde nr, kd nr, kdnr, kunden no, mitgliedsnummer, kartennummer, kundenkarte`, `
    customer, client, cliente, kunde, buyer, member, household, shopper, user, acheteur, comprador, acquirente, kaufer, adherent, membre,
    socio, donor, customer email, customer email address, email, e mail, email address, mail, courriel, adresse e mail, adresse email,
    correo, correo electronico, e mail adresse, contact email, client email, email client, email cliente, kunden email, buyer email,
    billing email, e mail client, adresse mail, indirizzo email`, `
    customer name, client name, nom client, nom du client, nombre cliente, nombre del cliente, nome cliente, kundenname, full name,
    buyer name, phone, phone number, telephone, telefono, telefon, mobile, customer phone, guest name`),
  date: names(`
    order date, date, invoice date, transaction date, purchase date, sale date, sales date, date of order, date of sale, date of purchase,
    txn date, trans date, created at, order created at, transaction timestamp, order timestamp, order datetime, purchase timestamp,
    invoicedate, order purchase timestamp, transaction datetime, date commande, date de commande, date de la commande, date vente,
    date de vente, date facture, date de facture, date facturation, date achat, date d achat, date transaction, date de transaction,
    date ticket, date operation, date de l operation, horodatage, fecha, fecha pedido, fecha de pedido, fecha del pedido, fecha venta,
    fecha de venta, fecha compra, fecha de compra, fecha factura, fecha de factura, datum, bestelldatum, kaufdatum, rechnungsdatum,
    auftragsdatum, verkaufsdatum, belegdatum, buchungsdatum, data, data ordine, data dell ordine, data vendita, data di vendita,
    data acquisto, data fattura`, `
    datetime, date time, timestamp, created, created date, date created, creation date, ordered at, ordered on, purchased at, day, paid at,
    payment date, posted, bill date, order time stamp, jour, dia, tag, giorno, date creation, date de creation, fecha creacion, erstellt am,
    data creazione, completed at, closed, opened, sold at, sold on`),
  time: names(`
    time, order time, transaction time, sale time, purchase time, heure, heure commande, heure de vente, heure vente, heure de commande,
    hora, hora pedido, uhrzeit, zeit, ora, orario`),
  amount: names(`
    amount, total, order total, order amount, total amount, grand total, sales, sales amount, sales value, sale amount, revenue, net sales,
    transaction amount, order value, total price, line total, line amount, total sales, net amount, purchase amount, spend, amount spent,
    dollar value, total paid, amount paid, total due, turnover, invoice total, invoice amount, payment amount, total collected, item total,
    extended price, ext price, gross sales, total order, basket value, total revenue, payment value, montant, montant total, montant ttc,
    total ttc, prix total, montant commande, total commande, montant de la commande, total de la commande, chiffre d affaires, ca, ca ttc,
    montant facture, montant vente, montant de la vente, montant paye, montant net, total general, montant ligne, total ligne, vente,
    ventes, importe, importe total, total pedido, total del pedido, monto, monto total, valor total, ventas, ingresos, precio total,
    total factura, importe neto, betrag, gesamtbetrag, summe, gesamtsumme, umsatz, bruttobetrag, rechnungsbetrag, gesamtpreis, bestellwert,
    endbetrag, brutto, gesamt, zeilensumme, importo, importo totale, totale, totale ordine, totale fattura, fatturato, vendite,
    prezzo totale, incasso`, `
    subtotal, sub total, price paid, paid, gross, net, gross amount, montant ht, total ht, montant hors taxe, netto, nettobetrag,
    imponibile, value, order total amount, valeur, valor, wert, valore, sous total, total incl tax, total excl tax, base imponible,
    amount usd, amount eur, sum, charge, amt, total amt, net total, sales amt`, `
    price, prix, precio, preis, prezzo, unit price`),
  order: names(`
    order id, order no, order number, orderid, order ref, order reference, order code, order key, invoice, invoice no, invoice number,
    invoice id, invoiceno, transaction id, transaction no, transaction number, trans id, txn id, basket id, receipt no, receipt number,
    receipt id, ticket no, ticket id, bill no, bill id, sale id, sales order, sales order no, sales order id, sales order number,
    purchase id, check id, order name, cart id, bill number, salesordernumber, document no, id commande, no commande, numero commande,
    numero de commande, num commande, ref commande, reference commande, commande, commande id, code commande, id de commande, no facture,
    numero facture, numero de facture, id facture, facture, no ticket, numero ticket, numero de ticket, id ticket, id vente, no vente,
    id transaction, numero de transaction, id panier, reference de commande, reference de la commande, no piece, id pedido, pedido id,
    numero pedido, numero de pedido, no pedido, num pedido, pedido, factura, numero factura, numero de factura, id factura, no factura,
    ticket, id venta, bestellnummer, bestell nr, bestellnr, bestell id, bestellung, auftragsnummer, auftrag nr, auftrags nr, auftragsnr,
    rechnungsnummer, rechnung nr, rechnungsnr, rechnungs nr, belegnummer, beleg nr, belegnr, bon nr, bonnr, bon nummer, transaktions id,
    id ordine, ordine, numero ordine, numero d ordine, n ordine, no ordine, codice ordine, fattura, numero fattura, no fattura, scontrino,
    numero scontrino, id transazione`, `
    order, receipt, basket, transaction, check, bill, document number, numero de piece, document, beleg, bon, reference, ref, panier,
    invoice num, order num`),
  quantity: names(`
    quantity, qty, units, quantity ordered, order quantity, order qty, quantity sold, qty sold, units sold, item quantity,
    lineitem quantity, number of units, quantite, qte, quantite vendue, quantite commandee, nombre d unites, cantidad, cant, unidades,
    cantidad vendida, menge, anzahl, stuck, stuckzahl, bestellmenge, quantita, qta, pezzi, quantita venduta`, `
    number of items, items, count, number, nombre, pieces, nb`),
  price: names(`
    unit price, price, price each, item price, unitprice, unit cost, price per unit, selling price, sales price, sale price,
    unit selling price, product price, lineitem price, prix unitaire, prix, prix unitaire ttc, prix de vente, pu, p u, pu ttc, prix unit,
    prix unitaire ht, prix produit, precio, precio unitario, precio unidad, precio venta, pvp, preis, einzelpreis, stuckpreis, stueckpreis,
    verkaufspreis, preis pro stuck, prezzo, prezzo unitario, prezzo di vendita`),
  discount: names(`
    discount, discount amount, line discount, discount value, total discount, discounts, lineitem discount, remise, montant remise,
    montant de la remise, reduction, rabais, descuento, importe descuento, rabatt, rabattbetrag, nachlass, sconto, importo sconto`),
  status: names(`
    status, order status, financial status, payment status, transaction status, sale status, orderstatus, order state, invoice status,
    statut, statut commande, statut de la commande, statut de commande, etat, etat commande, etat de la commande, statut paiement, estado,
    estado pedido, estado del pedido, estado de pedido, bestellstatus, auftragsstatus, zahlungsstatus, stato, stato ordine,
    stato dell ordine`),
  refund: names(`
    refund, refunded, refunded amount, refund amount, amount refunded, total refunded, refunds total, order refund amount, returns amount,
    refund total, amount returned, remboursement, montant rembourse, montant remboursement, total rembourse, montant du remboursement,
    reembolso, importe reembolsado, monto reembolsado, erstattung, erstattungsbetrag, erstatteter betrag, rimborso, importo rimborsato`),
  currency: names(`
    currency, currency code, order currency, order currency code, devise, code devise, moneda, divisa, wahrung, waehrung, valuta`),
  channel: names(`
    channel, sales channel, order source, channel name, channel type, acquisition channel, order channel, canal, canal de vente,
    canal vente, canal d acquisition, canal de venta, kanal, verkaufskanal, vertriebskanal, canale, canale di vendita`, `
    source, origin, origine, origen, medium, store type`),
  category: names(`
    category, product category, item category, product line, department, categorie, categorie produit, famille, rayon, categoria,
    categoria producto, kategorie, warengruppe, produktkategorie, categoria prodotto, reparto`, `
    product type, type produit, family, sub category`),
  type: names(`
    line type, event type, receipt type, transaction type, row type, record type, order type, type de ligne, tipo de transaccion, belegart,
    transaktionstyp, tipo de documento, type de document, document type, tipo documento, type de piece, type de transaction, type d operation`, `
    type, tipo, typ, art`),
  email: names(`
    email, e mail, email address, customer email, contact email, billing email, buyer email, client email, mail, courriel, adresse e mail,
    adresse email, e mail adresse, correo, correo electronico, indirizzo email, adresse mail, email client, customer email address,
    e mail client`),
  phone: names(`
    phone, phone number, telephone, mobile, mobile phone, customer phone, billing phone, telefono, telefon, tel, numero de telephone,
    cellulare, handy, movil, portable`),
  cancelled: names(`
    cancelled at, canceled at, voided, void, cancelled, canceled, date annulation, annulee, annule, cancelado, storniert, annullato`),
  'refund-of': names(`
    refund of, refund of order, refunded order, refunded order id, original order, original order id, original order no, original order number,
    original transaction id, original receipt number, original receipt no, original invoice, original invoice no, parent order id,
    reference txn id, commande d origine, commande origine, facture d origine, no commande d origine, ticket d origine, pedido original,
    factura original, ursprungsbestellung, ursprungliche bestellung, originalbeleg, ordine originale, fattura originale`),
  'refund-customer': names('refund customer, refunded customer, refund recipient'),
}

/** Plain names (en, fr, es, de, it) of what a customers file may hold. */
export const CUSTOMER_ROLE_NAMES: Readonly<Record<CustomerRole, RoleNames>> = {
  customer: {
    ...ROLE_NAMES.customer,
    likely: [...ROLE_NAMES.customer.likely, 'id', 'reference id', 'square customer id', 'key', 'code', 'account no', 'profile id'],
    weak: [],
  },
  email: ROLE_NAMES.email,
  phone: ROLE_NAMES.phone,
  name: names(`
    name, first name, last name, full name, customer name, nom, prenom, nom complet, nombre, apellido, apellidos, vorname, nachname,
    name vorname, cognome, nome, surname, family name, given name, firstname, lastname, nom client, nom du client, title, social title,
    civilite, titre de civilite, anrede`),
  segment: names(`
    segment, customer segment, customer group, group, customer type, tier, vip tier, loyalty tier, membership tier, groupe, groupe client,
    type client, segmento, grupo, kundengruppe, kundensegment, gruppe, gruppo, tipo cliente`),
  channel: names(`
    channel, acquisition channel, signup channel, acquisition source, canal, canal d acquisition, canal acquisition, canal de adquisicion,
    kanal, akquisekanal, canale, canale di acquisizione`, `
    source, origin, origine, origen, creation source, utm source`),
  'acquisition-cost': names(`
    acquisition cost, cac, cost of acquisition, customer acquisition cost, cout acquisition, cout d acquisition, costo de adquisicion,
    coste de adquisicion, akquisekosten, costo di acquisizione`),
  joined: names(`
    joined, join date, joined at, signup date, sign up, sign up date, signed up, registration, registration date, register date, registered,
    customer since, member since, created at, created, creation date, date joined, enrolled, enrolment date, enrollment date, first visit,
    date add, inscription, date inscription, date d inscription, date creation, date de creation, client depuis, fecha alta, fecha de alta,
    fecha registro, fecha de registro, registriert am, registrierung, kunde seit, anmeldedatum, data iscrizione, data registrazione,
    cliente dal`),
  'birth-date': names(`
    birth date, birthdate, birthday, date of birth, dob, date birth, date de naissance, date naissance, naissance, anniversaire,
    fecha de nacimiento, fecha nacimiento, cumpleanos, geburtsdatum, geburtstag, data di nascita, data nascita, compleanno`),
  'birth-month': names(`
    birth month, birthday month, month of birth, mois de naissance, mois anniversaire, mois d anniversaire, mes de nacimiento, geburtsmonat,
    mese di nascita`),
  consent: names(`
    consent, marketing consent, accepts marketing, accepts email marketing, email consent, opt in, optin, newsletter,
    email subscription status, subscribed, gdpr consent, consentement, accepte marketing, abonne newsletter, optin email, consentimiento,
    einwilligung, consenso, consenso marketing`),
}

/** Words that name a moment other than the sale, or somebody other than the customer: never guessed from parts of a name. */
export const FOREIGN_WORDS: ReadonlySet<string> = new Set(`
  ship shipping shipped delivery delivered expedition livraison envio entrega versand liefer spedizione consegna birth naissance due echeance
  update updated modified payout refund refunded cancelled service group segment type since count last first vendor supplier fournisseur
  product produit item article store shop magasin employee staff`.split(/\s+/))
