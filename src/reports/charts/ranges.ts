import {chart, FONT, INK} from './svg.js'

/** One row of a chart of ranges: where 8 of 10 runs fall, and the middle. */
export interface RangeRow {
  readonly name: string
  readonly low: number
  readonly middle: number
  readonly high: number
  readonly colour: 'good' | 'bad' | 'accent' | 'soft'
  readonly text: string
}

/** Room for names at the left: without a screen nothing can be measured, and readers' fonts differ. */
export const LABEL_WIDTH = 215

export interface Axis {
  readonly print: (value: number) => string
  /** shown at least to both sides of zero, so that nothing does not look like something */
  readonly least: number
}

interface Shape {
  readonly value: (dimension: number) => number
  readonly coord: (point: readonly [number, number]) => [number, number]
}

/** Ranges as thick lines with a dot in the middle, one row each, and a line at zero. */
export function rangesChart(name: string, label: string, rows: readonly RangeRow[], axis: Axis): string {
  const drawn = [...rows].reverse()
  return chart(name, label, {width: 760, height: 46 * rows.length + 56}, {
    grid: {left: LABEL_WIDTH + 12, right: 120, top: 12, bottom: 28},
    xAxis: {
      type: 'value', splitNumber: 5, scale: false,
      min: ({min}: {min: number}) => (min < -axis.least ? null : -axis.least), max: ({max}: {max: number}) => (max > axis.least ? null : axis.least),
      axisLabel: {formatter: axis.print, color: INK.soft, hideOverlap: true},
      splitLine: {lineStyle: {color: INK.line}},
    },
    yAxis: {
      type: 'category', data: drawn.map((row) => row.name), axisTick: {show: false}, axisLine: {show: false},
      axisLabel: {color: INK.text, width: LABEL_WIDTH, overflow: 'break', fontSize: 13},
    },
    series: [{
      type: 'custom',
      data: drawn.map((row, i) => [row.low, row.middle, row.high, i]),
      encode: {x: [0, 1, 2], y: 3},
      renderItem: (_: unknown, api: Shape) => range(drawn[api.value(3)]!, api),
      markLine: {silent: true, symbol: 'none', data: [{xAxis: 0}], label: {show: false}, lineStyle: {color: INK.text, type: 'solid', width: 1}},
    }],
  })
}

function range(row: RangeRow, api: Shape): object {
  const at = (value: number) => api.coord([value, api.value(3)])
  const [[left, y], [middle], [right]] = [at(row.low), at(row.middle), at(row.high)]
  const fill = INK[row.colour]
  return {
    type: 'group',
    children: [
      {type: 'rect', shape: {x: left, y: y - 5, width: Math.max(right - left, 1), height: 10, r: 5}, style: {fill, opacity: 0.35}},
      {type: 'circle', shape: {cx: middle, cy: y, r: 6}, style: {fill}},
      {type: 'text', style: {x: Math.max(right, middle) + 12, y, text: row.text, fill: INK.text, textVerticalAlign: 'middle', fontSize: 13, fontFamily: FONT}},
    ],
  }
}
