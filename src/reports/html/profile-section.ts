import {fromMajor} from '../../base/money.js'
import type {ProfileResult} from '../../tasks/profile/result.js'
import type {Language} from '../../vocabulary.js'
import {monthlyBars} from '../charts/bars.js'
import {cohortChart, concentrationChart} from '../charts/customers.js'
import {loyalChart} from '../charts/loyal.js'
import {profileDocument} from '../describe/profile.js'
import type {Block, Section} from '../document.js'
import {ProfileFigures} from '../profile-figures.js'
import {WORDS_REPORT} from '../words/report.js'
import {html, type Markup} from './markup.js'
import {dataTable, figure, paragraph, section} from './page.js'

/** Cohorts drawn at most; older ones say little about today. */
const COHORTS_SHOWN = 24

/** The whole profile as one section of a page: the tables of the screen, with drawings in place of its bars and curves. */
export function profileSection(result: ProfileResult, language: Language): Markup {
  const figures = new ProfileFigures(result, language)
  const drawings: Readonly<Record<string, (figures: ProfileFigures) => Markup>> = {concentration, return: monthly, loyal, cohorts}
  return section('profile', WORDS_REPORT[language].customers, ...profileDocument(figures).map((part) => subsection(part, drawings[part.id]?.(figures))))
}

function subsection({id, title, blocks}: Section, drawing: Markup | undefined): Markup {
  return html`<section aria-labelledby="profile-${id}"><h3 id="profile-${id}">${title}</h3>
${drawing}${blocks.map(blockMarkup)}</section>
`
}

function blockMarkup(block: Block): Markup {
  if (block.kind === 'text') return paragraph(block.text)
  if (block.kind === 'facts')
    return html`<table><tbody>${block.rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>
`
  if (block.kind === 'sparks') return html``
  const kept = block.columns.map((column, i) => ({column, i})).filter(({column}) => column.screenOnly !== true)
  return dataTable(kept.map(({column}) => column.heading), block.rows.map((row) => kept.map(({i}) => row[i] ?? '')))
}

function concentration(figures: ProfileFigures): Markup {
  const {result: {concentration: {curve, top}}, language} = figures
  const words = WORDS_REPORT[language]
  const percent = (share: number) => figures.percent(share)
  const fifth = percent(top.find(({share}) => share === 0.2)!.revenueShare)
  const chart = concentrationChart(words.concentrationCaption, curve, {x: words.curveX, y: words.curveY, fifth: words.fifth(fifth), percent})
  return figure(chart, words.concentrationCaption)
}

function monthly({result, format, language}: ProfileFigures): Markup {
  if (result.months.length < 3) return html``
  const words = WORDS_REPORT[language]
  const parts = [
    {name: words.returningRevenue, colour: 'accent', values: result.months.map(({revenueReturning}) => Number(revenueReturning.amount))},
    {name: words.newRevenue, colour: 'second', values: result.months.map(({revenueNew}) => Number(revenueNew.amount))},
  ] as const
  const names = result.months.map(({month}) => format.month(Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1))
  const axis = (value: number) => format.wholeMoney(fromMajor(value, result.currency))
  return figure(monthlyBars('months', words.monthsCaption, names, parts, axis), words.monthsCaption, parts)
}

function loyal(figures: ProfileFigures): Markup {
  const {result: {loyal: {candidates, inForce}}, words} = figures
  const points = candidates.flatMap(({definition, holdout}) => (holdout === null ? [] : [{
    customers: holdout.customerShare, revenue: holdout.revenueCaptured,
    name: JSON.stringify(definition) === JSON.stringify(inForce?.definition) ? (inForce?.source === 'settings' ? words.yours : words.proposed) : '',
  }]))
  if (points.length < 3) return html``
  return figure(loyalChart(words.loyalCaption, points, {
    x: words.loyalX, y: words.loyalY, percent: (share) => figures.percent(share),
  }), words.loyalCaption)
}

function cohorts(figures: ProfileFigures): Markup {
  const words = WORDS_REPORT[figures.language]
  const rows = figures.result.cohorts.month.slice(-COHORTS_SHOWN).filter(({active}) => active.length > 1)
    .map(({period, size, active}) => ({name: figures.period(period), shares: active.map((count) => count / size)}))
  if (rows.length < 2) return html``
  return figure(cohortChart(words.cohortsCaption, rows, {x: words.cohortsX, percent: (share) => figures.percent(share)}), words.cohortsCaption)
}
