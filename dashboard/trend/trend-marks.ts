import { uncapitalized } from '#core/text/capitals'
import { targetText } from '#core/words/targets'
import { roomUnder, sureRuns } from './trend.ts'
import type uPlot from 'uplot'
import type { Trend, TrendCell, TrendLine } from './trend.ts'

/** Colours and the typeface of a picture, as CSS writes them. */
export interface Palette {
  readonly accent: string
  readonly band: string
  /** Of a group beside the whole. */
  readonly beside: string
  readonly besideBand: string
  readonly besideInk: string
  readonly ink: string
  readonly soft: string
  readonly hair: string
  readonly card: string
  readonly font: string
}

/** Under this width, in CSS pixels, the dashes are named by their number alone. */
export const NARROW = 600

/** Half the width of the band of a period that stands by itself, in CSS pixels. */
const LONE_HALF = 5

/** The intervals: a band over neighbouring sure periods, an upright bar where one stands alone or has few answers. */
export function drawBands(plot: uPlot, { lines }: Trend, palette: Palette): void {
  painted(plot, ({ ctx, bbox }) => {
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
    ctx.clip()
    lines.forEach(({ cells, subject }, index) => {
      ctx.fillStyle = subject !== null ? palette.besideBand : index === 0 ? palette.band : palette.hair
      for (const run of sureRuns(cells)) {
        if (run.length === 1) fillBar(plot, cells, run[0] ?? 0)
        else fillRun(plot, cells, run)
      }
      ctx.fillStyle = palette.hair
      cells.forEach(({ kind }, place) => {
        // Beside another line the wide bars of few answers would hide it.
        if (kind === 'few' && subject === null) fillBar(plot, cells, place)
      })
    })
  })
}

/** Few answers make a hollow point, and no line leads to it. */
export function drawFewPoints(plot: uPlot, { lines }: Trend, palette: Palette): void {
  painted(plot, ({ ctx }) => {
    ctx.fillStyle = palette.card
    ctx.strokeStyle = palette.soft
    ctx.lineWidth = 2 * devicePixelRatio
    const few = lines.flatMap(({ subject, cells }) => cells.map((cell, place) => ({ ...cell, subject, place })))
    for (const { kind, estimate, subject, place } of few) {
      if (kind !== 'few' || estimate === null) continue
      ctx.strokeStyle = subject === null ? palette.soft : palette.beside
      ctx.beginPath()
      ctx.arc(xOf(plot, place), yOf(plot, estimate.share), 4 * devicePixelRatio, 0, 2 * Math.PI)
      ctx.fill()
      ctx.stroke()
    }
  })
}

/** The target as dashes over each period it holds for; where one follows another, an upright dash leads over. */
export function drawTargets(plot: uPlot, { targets, lines }: Trend, palette: Palette): void {
  painted(plot, ({ ctx }) => {
    ctx.lineWidth = 1.5 * devicePixelRatio
    ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio])
    targets.forEach(({ line, from, to, target }, index) => {
      const y = yOf(plot, target.value)
      const before = targets[index - 1]
      const follows = before?.line === line && before.to === from - 1
      ctx.strokeStyle = inkOf(lines[line], palette)
      ctx.beginPath()
      ctx.moveTo(xOf(plot, from - 0.5), follows ? yOf(plot, before.target.value) : y)
      ctx.lineTo(xOf(plot, from - 0.5), y)
      ctx.lineTo(xOf(plot, to + 0.5), y)
      ctx.stroke()
    })
  })
}

/** The words of each target where it begins, once for as long as it stays the same, on the side that the line leaves free. */
export function drawTargetWords(plot: uPlot, trend: Trend, palette: Palette): void {
  const { targets, lines } = trend
  painted(plot, ({ ctx, bbox }) => {
    ctx.strokeStyle = palette.card
    ctx.lineWidth = 4 * devicePixelRatio
    ctx.lineJoin = 'round'
    ctx.font = palette.font.replace('13px', `600 ${13 * devicePixelRatio}px`)
    ctx.textAlign = 'left'
    targets.forEach(({ line, from, target }, index) => {
      const number = targetText(target)
      const subject = lines[line]?.subject ?? null
      const before = targets.slice(0, index).findLast((earlier) => earlier.line === line || earlier.from === from)
      if (before !== undefined && targetText(before.target) === number) return
      const start = xOf(plot, from - 0.5) + 4 * devicePixelRatio
      const next = targets.slice(index).find((later) => later.line === line && targetText(later.target) !== number)
      const width = next === undefined ? Infinity : xOf(plot, next.from - 0.5) - start
      const sentence = `chỉ tiêu ${subject === null ? '' : `${uncapitalized(subject)} `}${number}`
      // Words that would run into the next target say the number alone.
      const words = plot.width < NARROW || ctx.measureText(sentence).width > width ? number : sentence
      const room = bbox.left + bbox.width - ctx.measureText(words).width
      const x = Math.min(start, room)
      const until = plot.posToVal(x + ctx.measureText(words).width, 'x', true)
      const isUnder = roomUnder(trend, { from, until, value: target.value })
      const y = yOf(plot, target.value) + (isUnder ? 5 : -3) * devicePixelRatio
      ctx.textBaseline = isUnder ? 'top' : 'bottom'
      ctx.strokeText(words, x, y)
      ctx.fillStyle = inkOf(lines[line], palette)
      ctx.fillText(words, x, y)
    })
  })
}

const inkOf = (line: TrendLine | undefined, { ink, besideInk }: Palette): string =>
  (line?.subject ?? null) === null ? ink : besideInk

/** The plot remembers the state of its canvas: whatever is drawn beside it leaves that as it was. */
function painted(plot: uPlot, draw: (plot: uPlot) => void): void {
  plot.ctx.save()
  plot.ctx.beginPath()
  draw(plot)
  plot.ctx.restore()
}

function fillRun(plot: uPlot, cells: readonly TrendCell[], run: readonly number[]): void {
  const { ctx } = plot
  const low = (place: number): number => cells[place]?.estimate?.interval.low ?? 0
  const high = (place: number): number => cells[place]?.estimate?.interval.high ?? 0
  ctx.beginPath()
  for (const place of run) ctx.lineTo(xOf(plot, place), yOf(plot, high(place)))
  for (const place of [...run].reverse()) ctx.lineTo(xOf(plot, place), yOf(plot, low(place)))
  ctx.closePath()
  ctx.fill()
}

function fillBar(plot: uPlot, cells: readonly TrendCell[], place: number): void {
  const interval = cells[place]?.estimate?.interval
  if (interval === undefined) return
  const half = LONE_HALF * devicePixelRatio
  const top = yOf(plot, interval.high)
  plot.ctx.fillRect(xOf(plot, place) - half, top, 2 * half, yOf(plot, interval.low) - top)
}

const xOf = (plot: uPlot, place: number): number => plot.valToPos(place, 'x', true)
const yOf = (plot: uPlot, share: number): number => plot.valToPos(share, 'y', true)
