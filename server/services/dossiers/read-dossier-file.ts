import type { DossierFileReply, DossierList, ListedCounts } from '#contract/dossier-files'
import { DossierCell } from '#contract/dossiers'
import type { ImportIssue } from '#contract/mapping'
import { dossierProblems } from '#core/dossiers/counts'
import { monthTyped } from '#core/dossiers/month-text'
import { plain } from '../../files/table.ts'
import type { AreaRow } from '../../store/catalogue/areas.ts'
import type { UnitRow } from '../../store/office/units.ts'
import type { AreaNames } from '../catalogue/area-finder.ts'
import { areaFinder } from '../catalogue/area-finder.ts'
import type { FileRefusal } from '../imports/file-refusal.ts'
import type { ReadDossierList } from './dossier-list.ts'

export interface DossierFileOrder {
  readonly unit: UnitRow
  /** What messages call the file. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Of all rows, where the file has no column for it. */
  readonly month: string | undefined
  readonly areaAliases: AreaNames['aliases']
  readonly readList: ReadDossierList
}

/**
 * What a file of counts says of one unit, to be looked at and then stored as any other entry. Half of a file is no
 * report: where one row cannot be taken there are no counts.
 */
export async function readDossierFile(
  { unit, name, bytes, month, areaAliases, readList }: DossierFileOrder,
  stores: { allAreas(): Promise<readonly (AreaRow & { readonly retired: boolean })[]> },
): Promise<DossierFileReply | { readonly refusal: FileRefusal }> {
  const answer = await readList({ task: 'dossiers', name, bytes })
  if ('refusal' in answer) return answer
  const { list } = answer
  if (month === undefined && list.rows.some((row) => row.month === null)) {
    const message = `${name} has no column for the month: say which month it is of`
    return { refusal: { path: 'month', code: 'no_month', message } }
  }
  const findArea = areaFinder({ areas: await stores.allAreas(), aliases: areaAliases, mapped: {} })
  const seen = new Set<string>()
  const read = list.rows.map((row) => cellOf(row, { list, unit, month, findArea, seen }))
  const issues = [...list.issues, ...read.flatMap((one) => one.issues)]
  return {
    read: list.rows.length,
    sums: list.sums,
    counts: issues.length > 0 ? [] : read.flatMap(({ cell }) => (cell === null ? [] : [cell])),
    issues: issues.toSorted((one, other) => one.row - other.row),
    sheet: list.sheet,
  }
}

interface Reading {
  readonly list: DossierList
  readonly unit: UnitRow
  readonly month: string | undefined
  readonly findArea: (name: string) => AreaRow | undefined
  /** Months and areas of the rows before. */
  readonly seen: Set<string>
}

interface CellReading {
  readonly cell: DossierCell | null
  readonly issues: readonly ImportIssue[]
}

/** Words for what is not parted by area. */
const notParted = ['', 'chua phan theo linh vuc', 'tat ca linh vuc', 'chung']

function cellOf(
  { row, month: written, area: name, unit: named, ...counts }: ListedCounts,
  reading: Reading,
): CellReading {
  const { columns } = reading.list
  const issue = (column: string, code: string, value: string): ImportIssue => ({ row, column, code, value })
  const month = written === null ? (reading.month ?? null) : monthTyped(written)
  const area = notParted.includes(plain(name)) ? null : reading.findArea(name)
  const issues = [
    ...(month === null ? [issue(columns.month, 'unknown_month', written ?? '')] : []),
    ...(area === undefined ? [issue(columns.area, 'unknown_area', name)] : []),
    ...(isOf(reading.unit, named) ? [] : [issue(columns.unit, 'other_unit', named)]),
    ...dossierProblems(counts).map(({ field, code }) => issue(field, code, String(counts[field] ?? ''))),
  ]
  if (month === null || area === undefined || issues.length > 0) return { cell: null, issues }
  const key = `${month} ${area?.code ?? ''}`
  if (reading.seen.has(key)) return { cell: null, issues: [issue(columns.area, 'repeated', name)] }
  reading.seen.add(key)
  return { cell: DossierCell.parse({ month, area: area?.code ?? null, ...counts }), issues }
}

/** Whether a row names the unit by code or name, or none at all. */
const isOf = ({ code, name }: UnitRow, named: string): boolean =>
  named === '' || [code, name].some((own) => plain(own) === plain(named))
