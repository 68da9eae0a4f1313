import type {Catalogue} from './phrase.js'

/** What `points verify` finds wrong with a ledger. */
export const VERIFY: Catalogue = {
  'SQLite could not read the file: {}': 'SQLite n’a pas pu lire le fichier : {1}',
  'SQLite reports: {}': 'SQLite signale : {1}',
  'Batch {} is missing from the chain.': 'Le lot n° {1} manque dans la chaîne.',
  'Batch {} does not follow from the batch before it.': 'Le lot n° {1} ne découle pas du lot qui le précède.',
  'Rows of batch {} are not what was written: their hash has changed.':
    'Des lignes du lot n° {1} ne sont pas ce qui a été écrit : leur empreinte a changé.',
  '{} rows of {} belong to no batch.': '{1} lignes de {2} n’appartiennent à aucun lot.',
  '{} rows of the table {} are not what was written.': '{1} lignes de la table {2} ne sont pas ce qui a été écrit.',
  'The tables of the file are not those a ledger has.': 'Les tables du fichier ne sont pas celles d’un registre.',
  'Row {} of {} refers to a row that does not exist.': 'La ligne {1} de {2} renvoie à une ligne qui n’existe pas.',
  'The last rows of {} are missing: a batch ends with row {}.': 'Les dernières lignes de {1} manquent : un lot se termine à la ligne {2}.',
  'The index {} does not agree with its table.': 'L’index {1} ne concorde pas avec sa table.',
  'The file is damaged: {}': 'Le fichier est abîmé : {1~}',
  'Lot {} has been used beyond its points.': 'Plus de points ont été pris sur la tranche {1} qu’elle n’en a.',
  'Use {} takes points from a lot of another account.': 'L’emploi {1} prend des points sur la tranche d’un autre compte.',
  'Transfer {} does not pass through the program’s accounts, or stays within one.':
    'Le mouvement {1} ne passe pas par les comptes du programme, ou reste dans l’un d’eux.',
  'Members hold {} points by transfers, {} by lots and debts.': 'Les membres ont {1} points d’après les mouvements, {2} d’après les tranches et les dettes.',
  'The note of transfer {} is not what was written.': 'La note du mouvement {1} n’est pas ce qui a été écrit.',
  'No batch has the hash {} noted earlier: the ledger was rewritten or is another one.':
    'Aucun lot n’a l’empreinte {1} notée auparavant : le registre a été réécrit, ou c’en est un autre.',

  // What is wrong with a page of the file.
  'a part of the file was not read': 'une partie du fichier n’a pas été lue',
  'page {}: {}': 'page {1} : {2~}',
  'an entry of an index has not two columns': 'une entrée d’index n’a pas deux colonnes',
  'an entry of an index is of another type': 'une entrée d’index est d’un autre type',
  'entries of an index are out of order': 'les entrées d’un index ne sont pas dans l’ordre',
  'a value is of a type no column has': 'une valeur est d’un type qu’aucune colonne n’a',
  'the file ends before it': 'le fichier se termine avant elle',
  'SQLite does not have it': 'SQLite ne l’a pas',
  'a record is longer than its place': 'un enregistrement dépasse sa place',
  'a record has columns no table has': 'un enregistrement a des colonnes qu’aucune table n’a',
  'a record does not fill its place': 'un enregistrement ne remplit pas sa place',
  'a number is of another type': 'un nombre est d’un autre type',
  'a record is longer than the file': 'un enregistrement est plus long que le fichier',
  'a record goes on in a page that is not there': 'un enregistrement continue dans une page qui n’existe pas',
  'its rows are out of order': 'ses lignes ne sont pas dans l’ordre',
  'a cell lies outside': 'une cellule est en dehors',
  'a row has not the columns of its table': 'une ligne n’a pas les colonnes de sa table',
  'it is of another kind than its place in the tree asks for': 'elle n’est pas du type que demande sa place dans l’arbre',
  'the tree is too deep': 'l’arbre est trop profond',
  'its keys are out of order': 'ses clés ne sont pas dans l’ordre',
  'a tree refers to it, but the file has no such page': 'un arbre y renvoie, mais le fichier n’a pas cette page',
  'it has two places in a tree': 'elle a deux places dans un arbre',
  'it cannot hold so many cells': 'elle ne peut pas contenir autant de cellules',
}
