import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { shortPercent } from '#core/words/targets'
import { periodMark } from './trend-words.ts'
import { drawBands, drawFewPoints, drawTargets, drawTargetWords, NARROW } from './trend-marks.ts'
import type { Palette } from './trend-marks.ts'
import type { Trend } from './trend.ts'

/** A trend on the page. */
export interface TrendPlot {
  /** Puts the upright line on the period at that place of the window; null takes it away. */
  point(place: number | null): void
  /** Where the middle of that place lies, in CSS pixels from the left edge of the element. */
  leftOf(place: number): number
  resize(width: number): void
  destroy(): void
}

export interface TrendPlotOptions {
  readonly width: number
  readonly height: number
  /** Told of the place under the pointer; null when it has left. */
  readonly onpoint: (place: number | null) => void
}

/** Room for one mark under the axis, in CSS pixels. */
const MARK_WIDTH = { month: 66, quarter: 92 } as const

/** What the axis of shares and the edges take of the width, in CSS pixels. */
const BESIDE_PLOT = 76

/** Draws the trend into the element. Colours and type come from the tokens of the page. */
export function drawTrend(element: HTMLElement, trend: Trend, options: TrendPlotOptions): TrendPlot {
  const palette = paletteOf(element)
  const places = trend.keys.map((_, place) => place)
  const plot = new uPlot(
    {
      width: options.width,
      height: options.height,
      legend: { show: false },
      // The last mark under the axis reaches past the last point where the points stand close.
      padding: [14, ({ width }) => (width < NARROW ? 28 : 16), 0, 0],
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { time: false, range: [-0.5, places.length - 0.5] }, y: { range: [trend.axisStart, 1] } },
      axes: [marksAxis(trend, palette), sharesAxis(palette)],
      series: [{}, ...trend.lines.map(({ subject }, index) => lineSeries(subject === null ? index : null, palette))],
      hooks: {
        drawAxes: [(plot) => drawBands(plot, trend, palette), (plot) => drawTargets(plot, trend, palette)],
        draw: [(plot) => drawFewPoints(plot, trend, palette), (plot) => drawTargetWords(plot, trend, palette)],
        setCursor: [
          ({ cursor: { idx, left } }) => options.onpoint(left === undefined || left < 0 ? null : (idx ?? null)),
        ],
      },
    },
    [
      places,
      ...trend.lines.map(({ cells }) => cells.map((cell) => (cell.kind === 'sure' ? cell.estimate?.share : null))),
    ],
    element,
  )
  // The first picture may have been drawn before the typeface was there.
  void document.fonts.ready.then(() => plot.redraw(false, true))
  return {
    point: (place) => {
      const left = place === null ? -10 : plot.valToPos(place, 'x')
      plot.setCursor({ left, top: place === null ? -10 : 0 }, false)
    },
    leftOf: (place) => plot.over.offsetLeft + plot.valToPos(place, 'x'),
    resize: (width) => plot.setSize({ width, height: options.height }),
    destroy: () => plot.destroy(),
  }
}

/** @param index the place of a way of asking; null for a group beside the whole */
function lineSeries(index: number | null, palette: Palette): uPlot.Series {
  const stroke = index === null ? palette.beside : index === 0 ? palette.accent : palette.soft
  return {
    stroke,
    width: 2.5,
    spanGaps: false,
    points: { show: true, size: 9, stroke: palette.card, width: 2, fill: stroke },
  }
}

/** The newest period always has its mark; the others as far as there is room. */
function marksAxis({ keys }: Trend, palette: Palette): uPlot.Axis {
  const room = MARK_WIDTH[keys[0]?.includes('Q') === true ? 'quarter' : 'month']
  return {
    ...axisLook(palette),
    grid: { show: false },
    size: 34,
    splits: ({ width }) => {
      const step = Math.max(1, Math.ceil((keys.length * room) / (width - BESIDE_PLOT)))
      return keys.map((_, place) => place).filter((place) => (keys.length - 1 - place) % step === 0)
    },
    values: (_, splits) => splits.map((place) => periodMark(keys[place] ?? '')),
  }
}

function sharesAxis(palette: Palette): uPlot.Axis {
  return {
    ...axisLook(palette),
    grid: { stroke: palette.hair, width: 1 },
    size: 48,
    space: 44,
    incrs: [0.1, 0.2],
    values: (_, splits) => splits.map(shortPercent),
  }
}

const axisLook = ({ soft, font }: Palette) => ({ stroke: soft, font, ticks: { show: false }, gap: 8 })

function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    accent: token('accent'),
    band: token('band-light'),
    beside: token('ochre-line'),
    besideBand: token('ochre-ground'),
    besideInk: token('ochre'),
    ink: token('ink'),
    soft: token('soft'),
    hair: token('hair'),
    card: token('card'),
    font: `13px ${style.fontFamily}`,
  }
}
