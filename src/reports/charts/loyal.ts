import {chart, INK} from './svg.js'

/** A definition of "loyal": the share of customers it names, and the share of the next year's revenue they brought. */
export interface LoyalPoint {
  readonly customers: number
  readonly revenue: number
  /** written beside the point; '' for the many */
  readonly name: string
}

/** Every definition tried as a point: the further above the dashed line of a random pick, the better it foresaw. */
export function loyalChart(
  label: string, points: readonly LoyalPoint[],
  names: {readonly x: string; readonly y: string; readonly percent: (share: number) => string},
): string {
  const axis = (name: string, gap: number) => ({
    type: 'value', min: 0, max: 1, name, nameLocation: 'middle', nameGap: gap, nameTextStyle: {color: INK.soft},
    axisLabel: {formatter: names.percent, color: INK.soft}, splitLine: {lineStyle: {color: INK.line}},
  })
  const dots = (of: readonly LoyalPoint[], colour: string, size: number) => ({
    type: 'line', data: of.map(({customers, revenue}) => [customers, revenue]), symbol: 'circle', symbolSize: size,
    lineStyle: {opacity: 0}, itemStyle: {color: colour},
    label: {show: true, position: 'left', color: INK.text, formatter: ({dataIndex}: {dataIndex: number}) => of[dataIndex]!.name},
  })
  return chart('loyal', label, {width: 480, height: 360}, {
    grid: {left: 72, right: 24, top: 12, bottom: 48},
    xAxis: axis(names.x, 28),
    yAxis: axis(names.y, 50),
    series: [
      {type: 'line', data: [[0, 0], [1, 1]], symbol: 'none', lineStyle: {color: INK.soft, type: 'dashed', width: 1}},
      dots(points.filter(({name}) => name === ''), INK.soft, 7),
      dots(points.filter(({name}) => name !== ''), INK.accent, 12),
    ],
  })
}
