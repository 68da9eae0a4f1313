import {LABEL_WIDTH} from './ranges.js'
import {chart, INK} from './svg.js'

export interface Part {
  readonly name: string
  readonly colour: keyof typeof INK
  /** one value per row */
  readonly values: readonly number[]
}

/** Stacked bars lying down: one row each, the same parts in each. */
export function stackedBars(name: string, label: string, rows: readonly string[], parts: readonly Part[], axis: (value: number) => string): string {
  return chart(name, label, {width: 760, height: 52 * rows.length + 44}, {
    grid: {left: LABEL_WIDTH + 12, right: 40, top: 8, bottom: 28},
    xAxis: {type: 'value', axisLabel: {formatter: axis, color: INK.soft, hideOverlap: true}, splitLine: {lineStyle: {color: INK.line}}},
    yAxis: {
      type: 'category', data: [...rows].reverse(), axisTick: {show: false}, axisLine: {show: false},
      axisLabel: {color: INK.text, width: LABEL_WIDTH, overflow: 'break', fontSize: 13},
    },
    series: parts.map(({name: part, colour, values}) => ({
      type: 'bar', stack: 'all', name: part, data: [...values].reverse(), barWidth: 22, itemStyle: {color: INK[colour]},
    })),
  })
}

/** Standing bars over time, stacked. */
export function monthlyBars(name: string, label: string, months: readonly string[], parts: readonly Part[], axis: (value: number) => string): string {
  return chart(name, label, {width: 760, height: 260}, {
    grid: {left: 72, right: 16, top: 12, bottom: 28},
    xAxis: {
      type: 'category', data: months, axisTick: {show: false}, axisLine: {lineStyle: {color: INK.line}},
      axisLabel: {color: INK.soft, hideOverlap: true},
    },
    yAxis: {type: 'value', splitNumber: 4, axisLabel: {formatter: axis, color: INK.soft}, splitLine: {lineStyle: {color: INK.line}}},
    series: parts.map(({name: part, colour, values}) => ({type: 'bar', stack: 'all', name: part, data: values, itemStyle: {color: INK[colour]}})),
  })
}
