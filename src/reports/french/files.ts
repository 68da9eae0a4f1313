import {type Catalogue, eachIn, french} from './phrase.js'

/** The roles a column may have, with the article French puts before them. */
const ROLES: Readonly<Record<string, string>> = {
  'the customer': 'le client', 'the date': 'la date', 'the amount': 'le montant', 'the quantity': 'la quantité', 'the price': 'le prix',
}

/** Export files: what they are, their columns, dates and currency. */
export const FILES: Catalogue = {
  '{} does not begin with the columns id and same_as.': '{1} ne commence pas par les colonnes id et same_as.',
  'Write id,same_as in its first line, and below it two customer ids a line that are one person.':
    'Écrivez id,same_as à la première ligne, et dessous, par ligne, deux identifiants de clients qui sont une même personne.',
  'Line {} of {} names one id only.': 'La ligne {1} de {2} ne nomme qu’un identifiant.',
  'Write two ids that are one person, or take the line out.': 'Écrivez deux identifiants d’une même personne, ou ôtez la ligne.',
  'No file was named.': 'Aucun fichier n’est nommé.',
  'Name a file.': 'Nommez un fichier.',
  'Name one or several export files.': 'Nommez un ou plusieurs fichiers d’export.',
  'There is no export in {}.': 'Il n’y a aucun export dans {1}.',
  'Name a folder with CSV, Excel or Parquet files, or the files themselves.':
    'Nommez un dossier de fichiers CSV, Excel ou Parquet, ou les fichiers eux-mêmes.',
  'Standard input (-) cannot be read here.': 'L’entrée standard (-) ne peut pas être lue ici.',
  'Tables can be joined to one file only.': 'Des tables ne peuvent être jointes qu’à un seul fichier.',
  'Import the files one after the other, each with its --join.': 'Importez les fichiers l’un après l’autre, chacun avec son --join.',
  'Import them one after the other.': 'Importez-les l’un après l’autre.',

  // What a file is by its first bytes.
  '{} is empty.': '{1} est vide.',
  'Export it again; the first line should name the columns.': 'Exportez-le à nouveau ; la première ligne doit nommer les colonnes.',
  '{} is an Excel workbook, whatever its name.': '{1} est un classeur Excel, quel que soit son nom.',
  '{} is an old Excel workbook (.xls).': '{1} est un ancien classeur Excel (.xls).',
  '{} is an OpenDocument spreadsheet.': '{1} est une feuille de calcul OpenDocument.',
  'Open it and save the sheet with the orders as CSV (UTF-8), then import that file.':
    'Ouvrez-le, enregistrez la feuille des commandes en CSV (UTF-8), puis importez ce fichier.',
  'Save its sheet as CSV (UTF-8); or give the file the ending .xlsx, or name the sheet with --sheet, to have it read as a workbook.':
    'Enregistrez sa feuille en CSV (UTF-8) ; ou terminez son nom par .xlsx, ou nommez la feuille avec --sheet, pour qu’il soit lu comme classeur.',
  '{} is a ZIP archive.': '{1} est une archive ZIP.',
  'Unpack it and import the CSV files inside.': 'Décompressez-la et importez les fichiers CSV qu’elle contient.',
  '{} is compressed with gzip.': '{1} est compressé avec gzip.',
  'Unpack it with gunzip and import the CSV file.': 'Décompressez-le avec gunzip et importez le fichier CSV.',
  '{} is a Parquet file.': '{1} est un fichier Parquet.',
  'Export it as CSV.': 'Exportez-le en CSV.',
  '{} is a PDF.': '{1} est un PDF.',
  'Ask the till or shop software for a CSV or Excel export instead of a printed report.':
    'Demandez à la caisse ou à la boutique un export CSV ou Excel plutôt qu’un rapport imprimé.',
  '{} is a picture.': '{1} est une image.',
  'Ask the till or shop software for a CSV or Excel export.': 'Demandez à la caisse ou à la boutique un export CSV ou Excel.',
  '{} is an SQLite database.': '{1} est une base SQLite.',
  'Export the table of orders as CSV, and import that file.': 'Exportez la table des commandes en CSV, et importez ce fichier.',
  '{} is a web page, whatever its name.': '{1} est une page web, quel que soit son nom.',
  '{} is an XML file.': '{1} est un fichier XML.',
  '{} is a JSON file.': '{1} est un fichier JSON.',
  '{} is a word-processor document.': '{1} est un document de traitement de texte.',
  'Export the orders as CSV.': 'Exportez les commandes en CSV.',
  '{} is not a text file.': '{1} n’est pas un fichier texte.',
  'Export the orders as CSV, and import that file.': 'Exportez les commandes en CSV, et importez ce fichier.',
  '{} is damaged: it cannot be unpacked to its end.': '{1} est abîmé : il ne peut pas être décompressé jusqu’au bout.',
  '{} is damaged: it cannot be read as a Parquet file to its end.': '{1} est abîmé : il ne peut pas être lu comme fichier Parquet jusqu’au bout.',
  'Download or copy it again.': 'Téléchargez-le ou copiez-le à nouveau.',
  '{} cannot be opened as a workbook ({}).': '{1} ne peut pas être ouvert comme classeur ({2}).',
  'Open it in a spreadsheet program, save it again, and import that file.':
    'Ouvrez-le dans un tableur, enregistrez-le à nouveau, et importez ce fichier.',
  '{} has no sheet "{}".': '{1} n’a pas de feuille « {2} ».',
  'Its sheets: {}.': 'Ses feuilles : {1}.',
  '{} cannot be read as a table.': '{1} ne peut pas être lu comme un tableau.',
  'Save it again as CSV (UTF-8) from the program it comes from.': 'Enregistrez-le à nouveau en CSV (UTF-8) depuis le logiciel d’où il vient.',

  // Which column is what.
  '{} has no columns we can tell apart; its first line is "{}".': 'Les colonnes de {1} ne se distinguent pas ; sa première ligne est « {2} ».',
  'Export it with a comma, semicolon or tab between columns, or name the sign that stands there with --delimiter.':
    'Exportez-le avec virgule, point-virgule ou tabulation entre les colonnes, ou nommez le signe qui s’y trouve avec --delimiter.',
  'Sheet "{}" of {} holds no table.': 'La feuille « {1} » de {2} ne contient pas de tableau.',
  'Open it in a spreadsheet program, and save the sheet with the orders first.':
    'Ouvrez-le dans un tableur, et enregistrez d’abord la feuille des commandes.',
  'Name the sheet with the orders: --sheet \'{}\'. Its other sheets: {}.':
    'Nommez la feuille des commandes : --sheet \'{1}\'. Ses autres feuilles : {2}.',
  '--map does not understand "{}".': '--map ne comprend pas « {1} ».',
  'Write ROLE=COLUMN with commas between, such as customer=Client,date=3. Roles: {}.':
    'Écrivez RÔLE=COLONNE séparés par des virgules, comme customer=Client,date=3. Rôles : {1}.',
  '{} has no column "{}" for {}.': '{1} n’a pas de colonne « {2} » pour {3}.',
  '{} has no column "{}".': '{1} n’a pas de colonne « {2} ».',
  'Its columns: {}.': 'Ses colonnes : {1}.',
  'Its columns are: {}.': 'Ses colonnes sont : {1}.',
  '{} has no column for the customer (an id, e-mail or phone number).':
    '{1} n’a pas de colonne pour le client (identifiant, courriel ou téléphone).',
  'Say which it is: --map customer=COLUMN. Columns of the file: {}.': 'Dites laquelle c’est : --map customer=COLONNE. Colonnes du fichier : {1}.',
  '{} ({}) has no column for the customer.': '{1} ({2}) n’a pas de colonne pour le client.',
  '{} does not name its columns, so nothing says which is {}.': ([file, roles]) =>
    french`${file!.plain} ne nomme pas ses colonnes ; rien ne dit laquelle est ${eachIn(roles!.plain, ', ', ROLES)}.`,
  'Say it by position: --map {}. Its first row: {}.': ([map, row]) =>
    french`Dites-le par position : --map ${map!.plain.replaceAll('=COLUMN', '=COLONNE')}. Sa première ligne : ${row!.plain}.`,
  '{} has no column for {}.': ([file, roles]) => french`${file!.plain} n’a pas de colonne pour ${eachIn(roles!.plain, ', nor for ', ROLES, ', ni pour ')}.`,
  ['Say which columns they are: --map {}. Columns of the file: {}. '
    + 'Without customers there is nobody to reward: some systems have another export with them.']: ([map, columns]) =>
    french`${whichColumns(map!.plain, columns!.plain)} Sans clients, il n’y a personne à récompenser : certains systèmes ont un autre export qui les nomme.`,
  'Say which columns they are: --map {}. Columns of the file: {}.': ([map, columns]) => whichColumns(map!.plain, columns!.plain),
  'The columns of {} are not clear: {}.': ([file, guesses]) => french`Les colonnes de ${file!.plain} ne sont pas claires : ${
    guesses!.plain.replace(/(^|, )(\w+) may be "([^"]*)"/g, '$1$2 est peut-être «\u00a0$3\u00a0»')}.`,
  'Too few rows of {} have their "{}" in {}: {} of {}.': 'Trop peu de lignes de {1} ont leur « {2} » dans {3} : {4} sur {5}.',
  'Are these the right columns? Name them: --join "{}:COLUMN=COLUMN".': 'Est-ce que ce sont les bonnes colonnes ? Nommez-les : --join "{1}:COLONNE=COLONNE".',
  'Nothing says which columns tie {} to {}.': 'Rien ne dit quelles colonnes relient {1} à {2}.',
  'Name them: --join "{}:COLUMN OF {}=COLUMN OF {}". {}: {}. {}: {}.':
    'Nommez-les : --join "{1}:COLONNE DE {2}=COLONNE DE {3}". {4} : {5}. {6} : {7}.',

  // Which export it is.
  'There is no preset "{}".': 'Il n’y a pas de préréglage « {1} ».',
  '{} is no export of {}: it has no column {}.': '{1} n’est pas un export de {2} : il n’a pas de colonne {3}.',
  'Leave --preset out, or name the source it comes from. Columns of the file: {}.':
    'Retirez --preset, ou nommez la source d’où il vient. Colonnes du fichier : {1}.',
  'Presets: none, {}.': 'Préréglages : none, {1}.',
  'The presets in src/files/presets show how one is written.': 'Les préréglages de src/files/presets montrent comment on en écrit un.',
  'name the columns this export is known by': 'nommez les colonnes auxquelles cet export se reconnaît',
  '{} ({}) holds orders.': '{1} ({2}) contient des commandes.',
  '{} ({}) holds customers.': '{1} ({2}) contient des clients.',
  '{} ({}) holds a summary, neither orders nor customers.': '{1} ({2}) contient un récapitulatif, ni commandes ni clients.',
  '{} ({}) holds {}.': '{1} ({2}) contient {3~}.',
  'Export the orders (one row per order or line) and import those.': 'Exportez les commandes (une ligne par commande ou par article) et importez-les.',
  'Import it with: regulars import {} {}': 'Importez-le avec : regulars import {1} {2}',
  '{} and {} are different kinds of export: one has an amount column, the other a price.':
    '{1} et {2} sont des exports différents : l’un a une colonne de montant, l’autre un prix.',
  '{} and {} are different kinds of export: {} and {}.': '{1} et {2} sont des exports différents : {3~} et {4~}.',
  'an unknown source': 'une source inconnue',
  '{} has no customers.': '{1} ne contient aucun client.',
  'Choose the file with the list of customers.': 'Choisissez le fichier de la liste des clients.',

  '"{}" in --attributes is not NAME=COLUMN.': '« {1} » dans --attributes n’est pas de la forme NOM=COLONNE.',
  'Write NAME=COLUMN with commas between, such as store=Shop name.': 'Écrivez NOM=COLONNE séparés par des virgules, comme magasin=Nom du magasin.',
  'The {} of an order is not an attribute like others.': '« {1} » n’est pas un attribut de commande comme un autre.',
  'Name its column with --map {}=COLUMN.': 'Nommez sa colonne avec --map {1}=COLONNE.',
  'The attribute "{}" is named twice.': 'L’attribut « {1} » est nommé deux fois.',
  'Give every attribute one column.': 'Donnez une colonne à chaque attribut.',

  // Dates and currency.
  'No date in {} tells day from month: {} may be dd/mm or mm/dd.':
    'Aucune date de {1} ne distingue le jour du mois : {2} peut être jj/mm ou mm/jj.',
  'Say which: --date-format {} (day first) or --date-format {} (month first).':
    'Dites ce qu’il en est : --date-format {1} (jour d’abord) ou --date-format {2} (mois d’abord).',
  'In {}, {} dates can only have the day first and {} only the month first.':
    'Dans {1}, {2} dates ne peuvent avoir que le jour d’abord et {3} que le mois d’abord.',
  'Say which is meant: --date-format {} or --date-format {}; the other rows are refused, and listed in a rejects file with --skip-invalid.':
    'Dites lequel est voulu : --date-format {1} ou --date-format {2} ; les autres lignes sont refusées et, avec --skip-invalid, listées dans un '
    + 'fichier à part.',
  'The date column of {} holds no dates we can read, such as "{}".': 'La colonne des dates de {1} ne contient pas de dates lisibles, par exemple « {2} ».',
  'Name the column that holds the dates: --map date=COLUMN, or how they are written: --date-format.':
    'Nommez la colonne des dates : --map date=COLONNE, ou leur écriture : --date-format.',
  'No row of {} is in {}, the currency of the workspace; the first is in {}.':
    'Aucune ligne de {1} n’est en {2}, la monnaie de l’espace de travail ; la première est en {3}.',
  ['If this shop sells in {}, give --currency {}, or write currency: {} in regulars.yaml. '
    + 'Amounts are never converted: keep each currency in a workspace of its own.']:
    'Si ce magasin vend en {1}, donnez --currency {2}, ou écrivez currency: {3} dans regulars.yaml. Les montants ne sont jamais convertis : gardez '
    + 'chaque monnaie dans son propre espace de travail.',
  'No order of a known customer was found. Rows read: {}, refused: {}, without a customer: {}.':
    'Il n’y a aucune commande d’un client connu. Lignes lues : {1}, refusées : {2}, sans client : {3}.',
  'No order of a known customer was found. Rows read: {}, refused: {}, without a customer: {}. The first refused row is {}.':
    'Il n’y a aucune commande d’un client connu. Lignes lues : {1}, refusées : {2}, sans client : {3}. La première ligne refusée est {4}.',
  'Look at the columns; which is which can be said with --map customer=…,date=…,amount=…':
    'Regardez les colonnes ; --map customer=…,date=…,amount=… dit laquelle est laquelle',
}

function whichColumns(map: string, columns: string): string {
  return french`Dites quelles colonnes ce sont : --map ${map.replaceAll('=COLUMN', '=COLONNE')}. Colonnes du fichier : ${columns}.`
}
