import type {Language} from '../vocabulary.js'

/** Why a row of an adjustment file was refused, in the languages the messages themselves are not written in. By code. */
const FRENCH: Readonly<Record<string, string>> = {
  'points-invalid': 'pas un nombre entier de points',
  'points-too-large': 'plus de points que 9007199254740991',
  'points-negative': 'nombre de points négatif',
  'points-missing': 'aucun nombre de points',
  'op-unknown': 'opération inconnue : add, deduct, set ou expire',
  'customer-missing': 'aucun client : ni identifiant, ni courriel, ni téléphone',
  'control-character': 'saut de ligne ou caractère de contrôle',
  'text-too-long': 'texte de plus de 500 caractères',
  'date-invalid': 'date incompréhensible ; écrire 2025-03-31',
  'column-count': 'nombre de colonnes différent de l’en-tête',
  'unknown-customer': 'client inconnu : rien à retirer',
  'identity-conflict': 'identifiant, courriel et téléphone de membres différents',
  'unknown-account': 'compte inconnu',
  'balance-twice': 'le solde de ce client figure déjà plus haut',
  insufficient: 'pas assez de points disponibles',
  'key-conflict': 'clé déjà utilisée pour autre chose',
  'day-in-future': 'jour à venir ; pour des points disponibles plus tard, available_at',
  'backdated-too-far': 'jour trop ancien (ledger.backdateLimit)',
  'available-before-day': 'disponible avant d’être donné',
  'expires-before-available': 'expire avant d’être disponible',
}

/** The refusal as a person of that language reads it: the full message, or in French what its code stands for. */
export function refusalText(refusal: {readonly code: string | null; readonly message: string | null}, language: Language): string {
  const french = language === 'fr' && refusal.code !== null ? FRENCH[refusal.code] : undefined
  return french ?? refusal.message ?? ''
}
