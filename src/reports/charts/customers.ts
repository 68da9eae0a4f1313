import {chart, HEAT_STEPS, INK} from './svg.js'

/** The share of revenue of the best 0..100 % of customers, with the even split as a dashed line and the best fifth marked. */
export function concentrationChart(
  label: string, curve: readonly number[],
  names: {readonly x: string; readonly y: string; readonly fifth: string; readonly percent: (share: number) => string},
): string {
  const axis = (value: number) => names.percent(value)
  return chart('concentration', label, {width: 480, height: 360}, {
    grid: {left: 72, right: 24, top: 12, bottom: 48},
    xAxis: {
      type: 'value', min: 0, max: 1, name: names.x, nameLocation: 'middle', nameGap: 28, nameTextStyle: {color: INK.soft},
      axisLabel: {formatter: axis, color: INK.soft}, splitLine: {show: false},
    },
    yAxis: {
      type: 'value', min: 0, max: 1, name: names.y, nameLocation: 'middle', nameGap: 50, nameTextStyle: {color: INK.soft},
      axisLabel: {formatter: axis, color: INK.soft}, splitLine: {lineStyle: {color: INK.line}},
    },
    series: [
      {
        type: 'line', data: curve.map((share, i) => [i / 100, share]), symbol: 'none', lineStyle: {color: INK.accent, width: 3},
        areaStyle: {color: INK.accent, opacity: 0.12},
        markLine: {
          silent: true, symbol: 'none', lineStyle: {color: INK.soft, type: 'dotted'},
          data: [{xAxis: 0.2, label: {formatter: names.fifth, position: 'insideEndTop', rotate: 0, color: INK.text, align: 'left', offset: [8, 150]}}],
        },
      },
      {type: 'line', data: [[0, 0], [1, 1]], symbol: 'none', lineStyle: {color: INK.soft, type: 'dashed', width: 1}},
    ],
  })
}

/** Retention of each month's newcomers: rows cohorts, columns months since, darker is more. */
export function cohortChart(
  label: string, cohorts: readonly {readonly name: string; readonly shares: readonly number[]}[],
  names: {readonly x: string; readonly percent: (share: number) => string},
): string {
  const rows = [...cohorts].reverse()
  const columns = Math.max(...cohorts.map(({shares}) => shares.length))
  // The first month is 100 % by definition; it would drown the others.
  const cells = rows.flatMap(({shares}, y) => shares.slice(1).map((share, x) => [x, y, share]))
  const most = Math.max(0.01, ...cells.map(([, , share]) => share!))
  return chart('cohorts', label, {width: 760, height: Math.min(640, 18 * rows.length + 70)}, {
    grid: {left: 88, right: 12, top: 8, bottom: 44},
    xAxis: {
      type: 'category', data: Array.from({length: columns - 1}, (_, i) => String(i + 1)), name: names.x, nameLocation: 'middle', nameGap: 24,
      nameTextStyle: {color: INK.soft}, axisTick: {show: false}, axisLine: {show: false}, axisLabel: {color: INK.soft, hideOverlap: true},
    },
    yAxis: {type: 'category', data: rows.map(({name}) => name), axisTick: {show: false}, axisLine: {show: false}, axisLabel: {color: INK.soft}},
    visualMap: {
      show: false, type: 'piecewise',
      pieces: HEAT_STEPS.map((color, i) => ({min: (most * i) / HEAT_STEPS.length, max: (most * (i + 1)) / HEAT_STEPS.length, color})),
    },
    series: [{
      type: 'heatmap', data: cells, itemStyle: {borderColor: INK.page, borderWidth: 1},
      label: {show: columns <= 20, formatter: ({value}: {value: number[]}) => names.percent(value[2]!), fontSize: 9, color: INK.text},
    }],
  })
}
