import {BarChart, CustomChart, HeatmapChart, LineChart} from 'echarts/charts'
import {GridComponent, MarkLineComponent, VisualMapComponent} from 'echarts/components'
import {type EChartsCoreOption, init, use} from 'echarts/core'
import {SVGRenderer} from 'echarts/renderers'

use([BarChart, CustomChart, HeatmapChart, LineChart, GridComponent, MarkLineComponent, VisualMapComponent, SVGRenderer])

/**
 * Stand-ins that become the page's own colours (CSS variables), so that one drawing serves light, dark and paper. Unlikely values, because
 * they are replaced in the finished text.
 */
export const INK = {
  text: '#010203',
  soft: '#010204',
  line: '#010205',
  good: '#010206',
  bad: '#010207',
  accent: '#010208',
  second: '#010209',
  third: '#01020a',
  fourth: '#01020b',
  page: '#01020c',
} as const

export const FONT = 'system-ui, sans-serif'

/** Steps of a heatmap from little to much. */
export const HEAT_STEPS = ['#010211', '#010212', '#010213', '#010214', '#010215', '#010216', '#010217', '#010218']

export interface ChartSize {
  readonly width: number
  readonly height: number
}

/**
 * Draws a chart as an SVG text without a screen. `name` must be unique on the page: it prefixes the ids inside. `label` is read
 * aloud in the picture's place.
 */
export function chart(name: string, label: string, {width, height}: ChartSize, option: EChartsCoreOption): string {
  const drawing = init(null, null, {renderer: 'svg', ssr: true, width, height})
  drawing.setOption({
    animation: false,
    textStyle: {fontFamily: FONT, color: INK.text},
    ...option,
  })
  const svg = drawing.renderToSVGString()
  drawing.dispose()
  const spoken = label.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')
  return coloured(named(still(svg), name)).replace(/^<svg width="\d+" height="\d+"/, `<svg role="img" aria-label="${spoken}" style="max-width:${width}px"`)
}

/** Without what moves: hover styles, and marks for a script that is not there. */
function still(svg: string): string {
  return svg.replace(/<style[\s\S]*?<\/style>/g, '').replace(/ (?:class|ecmeta_\w+)="[^"]*"/g, '')
}

/** echarts numbers its ids by how many charts were drawn before; the same report must have the same bytes. */
function named(svg: string, name: string): string {
  return svg.replace(/zr\d+-/g, `${name}-`)
}

function coloured(svg: string): string {
  const ink = Object.entries(INK).reduce((text, [colour, hex]) => text.replaceAll(hex, `var(--${colour})`), svg)
  return HEAT_STEPS.reduce((text, hex, i) => text.replaceAll(hex, `var(--heat-${i})`), ink)
}
