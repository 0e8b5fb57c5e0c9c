import type { DossierCell, DossierSheet } from '#contract/dossiers'
import type { CountProblem } from '#core/dossiers/count-problems'
import { countTyped } from '#core/dossiers/count-text'
import type { DossierField, EnteredDossiers } from '#core/dossiers/counts'
import { dossierFields, dossierProblems } from '#core/dossiers/counts'
import { countText } from '#core/words/format'
import { foldVietnamese } from '#core/text/slug'

/** A row of the grid: an area, or '' for what was not parted by area. */
export interface GridRow {
  readonly key: string
  readonly name: string
}

/** What stands in the cells of each row, in the order of the columns, as typed. */
export type GridTexts = Readonly<Record<string, readonly string[]>>

export type SheetMonth = DossierSheet['months'][number]

export const NOT_PARTED: GridRow = { key: '', name: 'Chưa phân theo lĩnh vực' }
const WIDTH = dossierFields.length
const emptyRow: readonly string[] = dossierFields.map(() => '')

/** The cells of a month as the server has them; one that is not entered is empty, never 0. */
export function textsOfMonth(month: SheetMonth, rows: readonly GridRow[]): GridTexts {
  const textsOf = (key: string): readonly string[] => {
    const counts = month.counts.find(({ area }) => (area ?? '') === key)
    return counts ? dossierFields.map((field) => shown(counts[field])) : emptyRow
  }
  return Object.fromEntries(rows.map(({ key }) => [key, textsOf(key)]))
}

const shown = (count: number | null): string => (count === null ? '' : countText(count))

/** The counts typed in a row; a field that is no number is left out. */
export function countsOf(texts: readonly string[] | undefined): EnteredDossiers {
  const at = (index: number): number | null => countTyped(texts?.[index] ?? '') ?? null
  return { received: at(0), early: at(1), onTime: at(2), late: at(3), apologised: at(4) }
}

/** What is wrong with the cells of a row, by field, in a few words; empty where nothing is. */
export function rowProblems(texts: readonly string[] | undefined): Readonly<Partial<Record<DossierField, string>>> {
  const wrong = dossierFields.filter((_, index) => countTyped(texts?.[index] ?? '') === undefined)
  const counts = countsOf(texts)
  const others = dossierProblems(counts).filter(({ field }) => !wrong.includes(field))
  return Object.fromEntries([
    ...others.map((problem) => [problem.field, problemWords(problem, counts)] as const),
    ...wrong.map((field) => [field, 'chưa là số'] as const),
  ])
}

/** The same of any counts: `còn thiếu`, `tối đa 5`. */
export function problemWords<Field extends string>(
  { code, whole }: CountProblem<Field>,
  counts: Readonly<Record<Field, number | null>>,
): string {
  return code === 'required' || whole === undefined ? 'còn thiếu' : `tối đa ${countText(counts[whole] ?? 0)}`
}

/** The rows that say something else than the server has, as they are sent. */
export function changedCells(month: SheetMonth, typed: GridTexts): DossierCell[] {
  return Object.entries(typed).flatMap(([key, texts]) => {
    const now = countsOf(texts)
    const before = month.counts.find(({ area }) => (area ?? '') === key)
    const isSame = dossierFields.every((field) => now[field] === (before?.[field] ?? null))
    return isSame ? [] : [{ month: month.month, area: key === '' ? null : key, ...now }]
  })
}

/** Where something is pasted. */
export interface GridCell {
  readonly row: number
  readonly column: number
}

/** The cells after a block was pasted, and names in it that no row has. */
export interface Pasted {
  readonly texts: GridTexts
  readonly unknown: readonly string[]
  /** How many rows took something. */
  readonly filled: number
}

/**
 * Puts a block of a spreadsheet, parted by tabs and line ends, into the grid from a cell on; where its first column holds
 * names, each line goes to the area of that name instead. What reaches beyond the grid is left out.
 */
export function pasteBlock(
  texts: GridTexts,
  text: string,
  { rows, place }: { readonly rows: readonly GridRow[]; readonly place: GridCell },
): Pasted {
  const lines = text.replaceAll('\r', '').replace(/\n+$/, '').split('\n')
  const block = lines.map((line) => line.split('\t').map((cell) => cell.trim().replace(/^"(.*)"$/s, '$1')))
  const isNamed = block.some(([first = '']) => isName(first))
  const unknown: string[] = []
  let pasted = texts
  let filled = 0
  for (const [index, cells] of block.entries()) {
    const [name = '', ...rest] = cells
    const row = isNamed ? rowNamed(rows, name) : rows[place.row + index]
    if (row === undefined && isName(name)) unknown.push(name)
    const values = isNamed ? rest : cells
    if (row === undefined || values.length === 0) continue
    filled += 1
    pasted = { ...pasted, [row.key]: written(pasted[row.key], values, isNamed ? 0 : place.column) }
  }
  return { texts: pasted, unknown, filled }
}

const isName = (cell: string): boolean => countTyped(cell) === undefined && /\p{L}/u.test(cell)

function rowNamed(rows: readonly GridRow[], name: string): GridRow | undefined {
  const folded = (text: string) =>
    foldVietnamese(text)
      .replace(/^linh vuc /, '')
      .trim()
  return rows.find((row) => folded(row.name) === folded(name) || (row.key !== '' && row.key === name))
}

function written(row: readonly string[] | undefined, values: readonly string[], from: number): readonly string[] {
  return Array.from({ length: WIDTH }, (_, column) => values[column - from] ?? row?.[column] ?? '')
}

/** Empty cells of rows in which anything stands, and of all other rows, as 0. */
export function withZeros(texts: GridTexts): GridTexts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, cells]) => [
      key,
      key === '' && cells.every((cell) => cell.trim() === '')
        ? cells
        : cells.map((cell) => (cell.trim() === '' ? '0' : cell)),
    ]),
  )
}

/** Where a key leads from a cell of the grid; null: it stays. */
export function neighbour(key: string, { row, column }: GridCell, rowCount: number): GridCell | null {
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Enter: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  }
  const move = moves[key]
  if (move === undefined) return null
  const to = { row: row + move[0], column: column + move[1] }
  return to.row >= 0 && to.row < rowCount && to.column >= 0 && to.column < WIDTH ? to : null
}
