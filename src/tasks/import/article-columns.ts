import {plainWords} from '../plain-words.js'

const THING = 'product|item|article|variant|variation|sku|stock|material|produit|articulo|producto|artikel|produkt|prodotto|articolo'
const LINE = 'line ?item|order ?item|order ?line|sales ?line|line|ligne|zeile|linea|riga|position|pos'
const NUMBER = 'id|n|no|nr|number|num|numero|nummer|code|ref|reference|referenz|codigo|codice|sku'

/** What names the article, best first: a code of it, its name, the number of the line. */
const NAMES: readonly RegExp[] = [
  new RegExp(`^(?:(?:${LINE}) )?(?:sku|ean(?: ?13)?|upc|gtin|isbn|asin|plu|bar ?code|code barres?|artikelnummer|artikelnr|stock ?code`
    + `|(?:${THING}) ?(?:${NUMBER})|(?:${NUMBER}) (?:du |de |del |d )?(?:${THING}))$`),
  new RegExp(`^(?:(?:${LINE}) )?(?:${THING}|designation|libelle|description|descripcion|descrizione|bezeichnung|artikelname|artikelbezeichnung`
    + `|(?:${THING}) (?:name|title|description|nom|libelle|nombre|nome)|(?:nom|libelle|nombre|nome|designation) (?:du |de |del )?(?:${THING})`
    + '|name|title|menu item|dish)$'),
  new RegExp(`^(?:(?:${LINE}) ?(?:${NUMBER})|(?:${NUMBER}) (?:de )?(?:${LINE}))$`),
]

/**
 * The columns that tell which article a row of an order is about, best first (0-based), as far as their names say; none where no name does.
 * A row of an order that two exports have is known by them: other columns (status, exported at) may have changed in between.
 */
export function articleColumns(columns: readonly string[]): readonly number[] {
  const words = columns.map(plainWords)
  return [...new Set(NAMES.flatMap((names) => [...words.keys()].filter((i) => names.test(words[i]!))))]
}
