import type { HiddenCells, TableCell } from '../disclosure/hidden-cells.ts'
import { hideCells } from '../disclosure/hidden-cells.ts'
import { countOf, isFew } from '../statistics/count.ts'
import type { Tally } from '../statistics/tally.ts'
import { answeredCount, satisfiedCount, sumTallies } from '../statistics/tally.ts'
import { targetText } from '../words/targets.ts'
import { FEW_NOTE } from './cell-text.ts'
import { FEWEST_RANKED } from './extremes.ts'
import type { FigureLine } from './figure-line.ts'
import { figureCells, figureColumns, hiddenFigureCells } from './figure-line.ts'
import type { TypedCell, TypedRow, TypedTable } from './typed-table.ts'
import { countCell, hidesAny, noCell, shareCell, textCell } from './typed-table.ts'

/** The figures of Bảng 2 of one period. */
export interface AreaFigures {
  readonly all: FigureLine
  /** Đất đai, xây dựng; null where no group has areas. */
  readonly land: FigureLine | null
  readonly landAreas: readonly FigureLine[]
  /** All areas outside the group; what has no area is among them. */
  readonly others: readonly FigureLine[]
}

export interface AreaTableSource {
  readonly now: AreaFigures
  /** The period before, with what it is called; null: none. */
  readonly before: { readonly figures: AreaFigures; readonly words: string } | null
  /** The fewest answers that are shown. */
  readonly smallestCell: number
}

/**
 * Bảng 2 of the report: all areas, đất đai – xây dựng with its areas, then the others; those with fewer than 30 answers
 * are one row. Cells with few answers, and further ones that would tell of them, are hidden.
 */
export function areaTable({ now, before, smallestCell }: AreaTableSource): TypedTable {
  const plan = planOf(now, smallestCell)
  const past = before && planOf(before.figures, smallestCell)
  const lines = linesOf(plan)
  const rows = lines.map((line): TypedRow => {
    const { key, kind, number, label } = line
    const why = whyHidden(plan, line)
    const figures = why === null ? figureCells(line.figure) : hiddenFigureCells(why)
    return { key, kind, cells: [textCell(number), textCell(label), ...figures, pastCell(key, past)] }
  })
  const body = [...rows, checkRow(plan, rows)]
  return {
    title: 'Bảng 2. Theo lĩnh vực, so với chỉ tiêu',
    columns: figureColumns('Lĩnh vực'),
    rows: body,
    notes: [
      ...figureNotes(
        lines.map(({ figure }) => figure),
        before?.words ?? null,
      ),
      ...(hidesAny(body) ? [FEW_NOTE] : []),
    ],
  }
}

/** What is said below a table of shares and targets. */
export function figureNotes(lines: readonly FigureLine[], before: string | null): readonly string[] {
  const target = lines.find(({ key }) => key === ALL)?.target ?? null
  return [
    'Số lượt: lượt có chọn mức hài lòng. Tỷ lệ hài lòng = (Hài lòng + Rất hài lòng) / số lượt.',
    ...(target === null ? [] : [`Chỉ tiêu ${targetText(target)}: ${target.source}.`]),
    ...(lines.some(({ isPart }) => isPart) ? ['Đánh giá tính trên lượt ở khâu mà chỉ tiêu tính.'] : []),
    ...(before === null ? [] : [`Kỳ trước: ${before}.`]),
  ]
}

export const ALL = ':tat-ca'
export const LAND = ':dat-dai-xay-dung'
const REST = ':khac'
const CHECK = ':kiem-tra'

/** The rows of a period: which areas stand alone, which are one row, and what is hidden. */
interface Plan extends AreaFigures {
  readonly alone: readonly FigureLine[]
  /** Together one row; null: none are so small. */
  readonly rest: FigureLine | null
  readonly hidden: HiddenCells
}

function planOf(figures: AreaFigures, smallestCell: number): Plan {
  const alone = figures.others.filter(({ tally }) => answeredCount(tally) >= FEWEST_RANKED)
  const folded = figures.others.filter((line) => !alone.includes(line))
  // Few answers left over are told by what is shown: the smallest area that stands alone goes with them.
  while (alone.length > 0 && isFew(countOf(sumOf(folded)), smallestCell)) {
    const smallest = alone.reduce((a, b) => (answeredCount(b.tally) < answeredCount(a.tally) ? b : a))
    alone.splice(alone.indexOf(smallest), 1)
    folded.push(smallest)
  }
  const rest = folded.length === 0 ? null : restOf(folded)
  const cells = [...figures.landAreas, ...alone, ...(rest === null ? [] : [rest])].map(toCell)
  const members = new Set(figures.landAreas.map(({ key }) => key))
  const groups = members.size === 0 ? [] : [{ key: LAND, members, isHidden: false }]
  return { ...figures, alone, rest, hidden: hideCells(cells, { smallestCell, groups, unions: [] }) }
}

const sumOf = (lines: readonly FigureLine[]): Tally => sumTallies(lines.map(({ tally }) => tally))

const toCell = ({ key, tally }: FigureLine): TableCell => ({ key, parts: [countOf(tally)], isHidden: false })

const restOf = (folded: readonly FigureLine[]): FigureLine => ({
  key: REST,
  label: `Lĩnh vực khác (${folded.map(({ label }) => label).join(', ')})`,
  tally: sumOf(folded),
  target: null,
  judgement: null,
  isPart: false,
})

interface AreaLine extends Pick<TypedRow, 'key' | 'kind'> {
  readonly number: string
  readonly label: string
  readonly figure: FigureLine
}

function linesOf({ all, land, landAreas, alone, rest }: Plan): readonly AreaLine[] {
  const plain =
    (letter: string) =>
    (figure: FigureLine, at: number): AreaLine => ({
      key: figure.key,
      kind: 'plain',
      number: `${letter}.${at + 1}`,
      label: figure.label,
      figure,
    })
  return [
    { key: ALL, kind: 'total', number: 'A', label: all.label, figure: { ...all, key: ALL } },
    ...(land === null
      ? []
      : [{ key: LAND, kind: 'group' as const, number: 'B', label: land.label, figure: { ...land, key: LAND } }]),
    ...landAreas.map(plain('B')),
    ...[...alone, ...(rest === null ? [] : [rest])].map(plain('C')),
  ]
}

const whyHidden = ({ hidden }: Plan, { key }: Pick<AreaLine, 'key'>) =>
  key === ALL ? hidden.total : (hidden.unions.get(key) ?? hidden.cells.get(key) ?? null)

/** An area that was one of several small ones then has no share of its own. */
function pastCell(key: string, past: Plan | null): TypedCell {
  const line = past && linesOf(past).find((one) => one.key === key)
  if (past === null || !line || key === REST || answeredCount(line.figure.tally) === 0) return noCell('not_before')
  const why = whyHidden(past, line)
  return why === null ? shareCell(line.figure.tally) : noCell(why === 'few' ? 'few' : 'complement')
}

/** What the rows add up to, which must be the first of them. */
function checkRow(plan: Plan, [whole]: readonly TypedRow[]): TypedRow {
  const { landAreas, alone, rest } = plan
  const sum = sumOf([...landAreas, ...alone, ...(rest === null ? [] : [rest])])
  const { n1, n2, n3, n4, n5 } = sum
  const counts = [answeredCount(sum), n1, n2, n3, n4, n5, satisfiedCount(sum)].map(countCell)
  const isHidden = whole?.cells.some(({ kind }) => kind === 'count') !== true
  const figures = isHidden ? counts.map(() => noCell('complement')) : counts
  const open = figureColumns('').length - 2 - counts.length
  return {
    key: CHECK,
    kind: 'apart',
    cells: [
      textCell(''),
      textCell('Có chọn mức (B + C, bằng A)'),
      ...figures,
      ...Array.from({ length: open }, () => textCell('')),
    ],
  }
}
