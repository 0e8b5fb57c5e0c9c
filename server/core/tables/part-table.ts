import { hideCells } from '../disclosure/hidden-cells.ts'
import { countOf } from '../statistics/count.ts'
import { answeredCount } from '../statistics/tally.ts'
import { ALL, figureNotes } from './area-table.ts'
import { FEW_NOTE } from './cell-text.ts'
import type { FigureLine } from './figure-line.ts'
import { figureCells, figureColumns, hiddenFigureCells } from './figure-line.ts'
import type { TypedCell, TypedRow, TypedTable } from './typed-table.ts'
import { hidesAny, noCell, shareCell, textCell } from './typed-table.ts'

/** All of a period, and the parts that it is cut into. */
export interface PartFigures {
  readonly all: FigureLine
  readonly parts: readonly FigureLine[]
}

export interface PartTableSource {
  /** What the parts are: `Khâu`, `Điểm tiếp nhận`. */
  readonly head: string
  readonly now: PartFigures
  readonly before: { readonly figures: PartFigures; readonly words: string } | null
  readonly smallestCell: number
}

/** Bảng 2 again by something else than areas: all of it, then each part. */
export function partTable({ head, now, before, smallestCell }: PartTableSource): TypedTable {
  const hidden = hiddenIn(now, smallestCell)
  const lines = [{ ...now.all, key: ALL }, ...now.parts]
  const rows = lines.map((line, at): TypedRow => {
    const why = at === 0 ? hidden.total : (hidden.cells.get(line.key) ?? null)
    const figures = why === null ? figureCells(line) : hiddenFigureCells(why)
    const past = before && pastCell(line.key, before.figures, smallestCell)
    return {
      key: line.key,
      kind: at === 0 ? 'total' : 'plain',
      cells: [textCell(at === 0 ? 'A' : String(at)), textCell(line.label), ...figures, past ?? noCell('not_before')],
    }
  })
  return {
    title: `Bảng 2. Theo ${head.charAt(0).toLowerCase()}${head.slice(1)}, so với chỉ tiêu`,
    columns: figureColumns(head),
    rows,
    notes: [...figureNotes(lines, before?.words ?? null), ...(hidesAny(rows) ? [FEW_NOTE] : [])],
  }
}

const hiddenIn = ({ parts }: PartFigures, smallestCell: number) =>
  hideCells(
    parts.map(({ key, tally }) => ({ key, parts: [countOf(tally)], isHidden: false })),
    { smallestCell, groups: [], unions: [] },
  )

function pastCell(key: string, figures: PartFigures, smallestCell: number): TypedCell {
  const hidden = hiddenIn(figures, smallestCell)
  const line = key === ALL ? figures.all : figures.parts.find((part) => part.key === key)
  if (!line || answeredCount(line.tally) === 0) return noCell('not_before')
  const why = key === ALL ? hidden.total : (hidden.cells.get(key) ?? null)
  return why === null ? shareCell(line.tally) : noCell(why === 'few' ? 'few' : 'complement')
}
