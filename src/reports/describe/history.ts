import {parseIsoDay} from '../../base/day.js'
import {fromMajor, type MoneyJson} from '../../base/money.js'
import type {HistoryResult} from '../../tasks/history.js'
import type {Language} from '../../vocabulary.js'
import {findings} from './import.js'
import {formatFor} from '../format.js'
import {facts, heading} from '../table.js'
import {WORDS_HISTORY} from '../words/history.js'

/** What is in the history, for a shop owner. */
export function describeHistory(result: HistoryResult, language: Language): string {
  const words = WORDS_HISTORY[language]
  const format = formatFor(language, result.currency)
  const money = (value: MoneyJson): string => format.money(fromMajor(Number(value.amount), value.currency))
  const share = (value: number | null): string => (value === null ? words.tooShort : format.percent(value))
  return [
    heading(words.title),
    facts([
      [words.customers, format.integer(result.customers)],
      [words.orders, format.integer(result.orders)],
      [words.span, `${format.day(parseIsoDay(result.from)!)} – ${format.day(parseIsoDay(result.to)!)}`],
      [words.revenue, money(result.revenue)],
      [words.topFifth, format.percent(result.topFifthRevenueShare)],
      [words.again90, share(result.repeatRate.days90)],
      [words.again12, share(result.repeatRate.months12)],
      ...(result.refundOrders === 0 ? [] : [[words.refunds, words.refundText(format.integer(result.refundOrders), money(result.refunds))] as [string, string]]),
      ...(result.ordersWithoutCustomer === 0 ? [] : [
        [words.nobody, words.nobodyText(format.integer(result.ordersWithoutCustomer), money(result.revenueWithoutCustomer))] as [string, string]]),
    ]),
    ...(result.findings.length === 0 ? [] : [heading(words.findings), findings(result.findings, language), words.accept]),
  ].join('\n\n')
}
