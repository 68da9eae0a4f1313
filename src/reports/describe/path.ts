import {parseIsoDay} from '../../base/day.js'
import {fromMajor, type MoneyJson} from '../../base/money.js'
import type {NotEarned, PathStep, ReplayPath} from '../../tasks/replay/explain.js'
import type {Language} from '../../vocabulary.js'
import {formatFor, type Format} from '../format.js'
import {table, wrap} from '../table.js'
import {PATH_WORDS, type PathWords} from '../words/path.js'

/** One customer's path through a program, line by line. */
export function describePath(path: ReplayPath, language: Language): string {
  const words = PATH_WORDS[language]
  const format = formatFor(language, path.currency)
  const day = (iso: string): string => format.day(parseIsoDay(iso)!)
  const money = ({amount}: MoneyJson): string => format.money(fromMajor(Number(amount), path.currency))
  const rows = path.steps.map((step) => [
    day(step.day), whatText(step, words, money), step.points === null ? '' : signed(step, format), step.amount === null ? '' : money(step.amount),
    format.integer(step.balance),
  ])
  const right = (heading: string) => ({heading, align: 'right' as const})
  const joined = path.steps.some((step) => step.what === 'enrolled')
  return [
    wrap(words.title(path.customer, path.program, day(path.from), day(path.to)), 80),
    ...(path.asked === null ? [] : [wrap(words.samePerson(path.asked, path.customer), 80)]),
    '',
    table([{heading: words.day}, {heading: words.what}, right(words.points), right(words.money), right(words.balance)], rows),
    '',
    ...(path.budgetSpentOn === null ? [] : [wrap(words.budget(day(path.budgetSpentOn)), 80)]),
    joined ? words.end(format.integer(path.balance)) : wrap(words.never, 80),
  ].join('\n')
}

function signed(step: PathStep, format: Format): string {
  const away = step.what === 'redeemed' || step.what === 'expired' || step.what === 'reversed'
  if (step.what === 'uncollected') return `(${format.integer(step.points ?? 0)})`
  return format.signed((away ? -1 : 1) * (step.points ?? 0), format.integer)
}

function whatText(step: PathStep, words: PathWords, money: (amount: MoneyJson) => string): string {
  const order = step.order === null ? '' : ` ${step.order}`
  const name = step.what === 'tier' ? ` ${step.name ?? words.noTier}` : step.name === null ? '' : words.called(step.name)
  const paysLess = step.paid !== null && step.paid.amount !== step.amount?.amount
  return [
    `${words.steps[step.what]}${order}${name}`,
    ...(paysLess ? [words.paid(money(step.paid!))] : []),
    ...(step.faceValue === null ? [] : [faceText(step.what, money(step.faceValue), words)]),
    ...(step.cost === null || step.cost.amount === step.faceValue?.amount ? [] : [words.costs(money(step.cost))]),
    ...whyTexts(step.notEarned, words),
  ].join(', ')
}

function faceText(what: PathStep['what'], amount: string, words: PathWords): string {
  if (what === 'fee') return amount
  return what === 'granted' || what === 'voucherExpired' ? words.worth(amount) : words.saves(amount)
}

/** One sentence where every rule has the same reason. */
function whyTexts(all: readonly NotEarned[], words: PathWords): string[] {
  const [first] = all
  if (first !== undefined && first.when === null && all.every((each) => each.because === first.because)) return [words.notEarned('', whyText(first, words))]
  return all.map((each) => {
    const why = whyText(each, words)
    const part = each.when === null ? why : (words.when[each.when] ?? each.when)
    return each.multiplies ? words.noExtra(each.name ?? String(each.rule + 1), part) : words.notEarned(each.name === null ? '' : words.byRule(each.name), why)
  })
}

function whyText({because, when}: NotEarned, words: PathWords): string {
  return when === null ? words.because[because] : `${words.because[because]} (${words.when[when] ?? when})`
}
