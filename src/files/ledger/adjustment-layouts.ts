/** What a column of an adjustment file means. */
export const FIELDS = ['idempotency_key', 'customer_id', 'email', 'phone', 'name', 'first_name', 'last_name',
  'account', 'op', 'points', 'balance', 'available_at', 'expires_at', 'occurred_at', 'order_id', 'reason_code', 'note', 'actor'] as const
export type Field = (typeof FIELDS)[number]

/** Column names seen for each field, in the form `columnKey` gives them. `balance` is what somebody has, `points` a change. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  idempotency_key: ['idempotencykey', 'idempotency', 'key', 'identifier', 'transactionid', 'loyaltytxnid', 'uuid'],
  customer_id: ['customerid', 'customer', 'profileintegrationid', 'customerprofileid', 'customercode', 'merchantid', 'shopifycustomerid', 'externalid',
    'memberid'],
  email: ['email', 'emailaddress', 'customeremail', 'shopifycustomeremail', 'mail'],
  phone: ['phone', 'phonenumber', 'mobile', 'telephone'],
  name: ['name', 'fullname', 'customername', 'crmname'],
  first_name: ['firstname', 'givenname', 'prénom'],
  last_name: ['lastname', 'surname', 'familyname', 'nom'],
  account: ['account', 'wallet', 'subledgerid', 'loyaltysubledger', 'subledger'],
  op: ['op', 'operation', 'action'],
  points: ['points', 'pointsamount', 'pointsadjustment', 'amount', 'change'],
  balance: ['pointsbalance', 'currentpointsbalance', 'currentbalance', 'loyaltybalance', 'balance', 'point', 'stampbalance'],
  available_at: ['availableat', 'startdate', 'approvedat', 'validfrom'],
  expires_at: ['expiresat', 'expirydate', 'expirationdate', 'expireat', 'expireson', 'expires', 'expiry', 'expiration', 'pointsexpiry', 'validuntil'],
  occurred_at: ['occurredat', 'appliedat', 'date', 'effectiveat', 'txndate', 'createdat'],
  order_id: ['orderid', 'order', 'ordernumber'],
  reason_code: ['reasoncode', 'reason', 'source', 'explanation'],
  note: ['note', 'internalnote', 'externalnote', 'comment'],
  actor: ['actor', 'user', 'by'],
}

/** A vendor's file, recognised by its columns and written with them. */
export interface Layout {
  readonly name: string
  /** exactly these columns (in the form of `columnKey`) must be there for the layout to be recognised */
  readonly signature: readonly string[]
  /** header and the field behind each column; null: left empty */
  readonly out: readonly (readonly [header: string, field: Field | null])[]
}

/** Vendors' import and export files; what each is known from is in src/ledger/README.md. */
export const LAYOUTS: readonly Layout[] = [
  {name: 'regulars', signature: ['op', 'points'], out: FIELDS.filter((field) => !['name', 'first_name', 'last_name', 'balance'].includes(field))
    .map((field) => [field, field] as const)},
  {name: 'talonone', signature: ['customerprofileid', 'amount'], out: [['customerprofileid', 'customer_id'], ['amount', 'points'], ['startdate',
    'available_at'],
    ['expirydate', 'expires_at'], ['subledgerid', 'account'], ['reason', 'reason_code']]},
  {name: 'talonone-balances', signature: ['loyaltyprogramid', 'profileintegrationid', 'currentbalance'], out: [['loyaltyProgramID', null],
    ['loyaltySubledger', 'account'], ['profileIntegrationID', 'customer_id'], ['currentBalance', 'balance'], ['pendingBalance', null], ['expiredBalance',
      null],
    ['spentBalance', null], ['currentTier', null]]},
  {name: 'yotpo', signature: ['email', 'pointsbalance', 'pointsspent'], out: [['Full Name', 'name'], ['First Name', 'first_name'],
    ['Last Name', 'last_name'], ['Email', 'email'], ['Points Balance', 'balance'], ['Points Spent', null], ['Birthday (MM/DD) or (MM/DD/YYYY)', null]]},
  {name: 'rivo-logs', signature: ['pointsamount'], out: [['customer_id', 'customer_id'], ['email', 'email'], ['points_amount', 'points'], ['source',
    'reason_code'],
    ['internal_note', 'note'], ['applied_at', 'occurred_at'], ['approved_at', 'available_at'], ['expires_at', 'expires_at'], ['order_id', 'order_id']]},
  {name: 'rivo', signature: ['email', 'pointsbalance', 'birthdate'], out: [['Email', 'email'], ['Points Balance', 'balance'], ['Birthdate', null],
    ['VIP Tier', null],
    ['Activation Date', null], ['Credits Balance', null]]},
  {name: 'smile-customers', signature: ['email', 'pointsbalance', 'pointsearned'], out: [['First name', 'first_name'],
    ['Last name', 'last_name'], ['Email', 'email'], ['Points balance', 'balance'], ['VIP tier', null], ['Points earned', null]]},
  {name: 'lightspeed', signature: ['loyaltybalance'], out: [['customer_code', 'customer_id'], ['email', 'email'], ['loyalty_balance', 'balance']]},
  {name: 'stamped', signature: ['firstname', 'lastname', 'email', 'points'], out: [['first_name', 'first_name'], ['last_name', 'last_name'], ['email', 'email'],
    ['points', 'points'], ['birthday', null], ['vip_tier', null], ['vip_tier_end_date', null]]},
  {name: 'loyaltylion', signature: ['merchantid', 'points'], out: [['merchant_id', 'customer_id'], ['email', 'email'], ['points', 'points'], ['reason',
    'reason_code']]},
  {name: 'smile', signature: ['email', 'points'], out: [['email', 'email'], ['points', 'points']]},
]

export function layoutNamed(name: string): Layout | undefined {
  return LAYOUTS.find((layout) => layout.name === name)
}

/** `Points Balance`, `points_balance` and `PointsBalance` are the same column. */
export function columnKey(header: string): string {
  return header.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** The layout these columns belong to: the first in the list whose columns are all there. */
export function recogniseLayout(headers: readonly string[]): Layout | undefined {
  const keys = new Set(headers.map(columnKey))
  if (keys.has('op') && keys.has('points')) return LAYOUTS[0]
  return LAYOUTS.slice(1).find((layout) => layout.signature.every((key) => keys.has(key)) && (layout.name !== 'smile' || keys.size === 2))
}

/** Which column holds which field: as told (`given`: field → header), else by the column's name. */
export function fieldsOf(headers: readonly string[], given: ReadonlyMap<Field, number>): ReadonlyMap<Field, number> {
  const found = new Map(given)
  const keys = headers.map(columnKey)
  const taken = new Set(given.values())
  for (const field of FIELDS) {
    if (found.has(field)) continue
    const at = NAMES[field].map((name) => keys.indexOf(name)).find((index) => index >= 0 && !taken.has(index))
    if (at === undefined) continue
    found.set(field, at)
    taken.add(at)
  }
  return found
}
