import { createHash } from 'node:crypto'
import type { EditionContent, EditionSummary } from '#contract/editions'
import type { SatisfactionRow } from '#contract/satisfaction'
import { readerTables } from '#core/editions/edition-periods'
import { readerPolicy } from '#core/disclosure/suppression'
import { ALL_AREAS } from '#core/questions/area-groups'
import { countOf } from '#core/statistics/count'
import { isPartial } from '#core/statistics/coverage'
import { figureOf } from '#core/statistics/figure'
import { emptyTally, sumTallies } from '#core/statistics/tally'
import type { EditionRow } from '../../store/editions/editions.ts'
import type { Audience } from '../disclosure/audience.ts'
import { contentOf } from './edition-content.ts'

/** The tables of an edition as an audience may see them. */
export interface EditionView {
  readonly content: EditionContent
  readonly total: SatisfactionRow
  /** Rows of a table; null where the audience gets none of it. `total`: one for each question that was asked. */
  rowsOf(table: string): SatisfactionRow[] | null
}

/** What an audience may see of an edition: as it was decided when the period was closed. */
export function viewEdition(edition: Pick<EditionRow, 'content' | 'hash'>, audience: Audience): EditionView {
  const content = contentOf(edition)
  return audience.policy.levels ? officeView(content) : readerView(content, audience)
}

const cellName = (table: string, { key, comparable }: Pick<SatisfactionRow, 'key' | 'comparable'>): string =>
  `${table}\n${key}\n${comparable}`

const tableRows = ({ totals, tables }: EditionContent, table: string): SatisfactionRow[] | null =>
  table === 'total' ? totals : (tables.find(({ by }) => by === table)?.rows ?? null)

function officeView(content: EditionContent): EditionView {
  const hidden = new Map(content.officeHidden.map((row) => [cellName(row.table, row), row.why]))
  const show = (table: string, row: SatisfactionRow): SatisfactionRow => {
    const why = hidden.get(cellName(table, row))
    return why === undefined ? row : { ...row, ...nothingShown, suppressed: why }
  }
  return {
    content,
    total: show('total', content.total),
    rowsOf: (table) => tableRows(content, table)?.map((row) => show(table, row)) ?? null,
  }
}

/** What is hidden is hidden for one reason alone: that a cell is small says how small it is. */
const nothingShown = {
  answered: null,
  tally: null,
  satisfiedShare: null,
  interval: null,
  verdict: null,
  evidence: null,
  basis: null,
  coverage: null,
  intervalFinite: null,
} as const

/** Answers of one stage, and what follows from them, are no cell that readers are shown. */
const notForReaders = { tally: null, dossiers: null, coverage: null, intervalFinite: null } as const

function readerView(content: EditionContent, { areas }: Audience): EditionView {
  const readable: readonly string[] = readerTables(content)
  const seen = new Set(content.readersSee.map((cell) => cellName(cell.table, cell)))
  const show = (table: string, row: SatisfactionRow): SatisfactionRow => {
    if (!seen.has(cellName(table, row))) return hiddenRow(row)
    const { basis } = row
    const [stage, ...others] = basis?.stages ?? []
    const part = { key: stage ?? '', comparable: row.comparable }
    const isBasisSeen = table === 'total' && others.length === 0 && seen.has(cellName('stage', part))
    if (basis === null || isBasisSeen) return { ...row, ...notForReaders }
    const hiddenBasis = { stages: basis.stages, answered: null, satisfiedShare: null, interval: null }
    return { ...row, ...notForReaders, verdict: null, evidence: null, basis: hiddenBasis }
  }
  const rowsOf = (table: string): SatisfactionRow[] | null => {
    const rows = readable.includes(table) ? tableRows(content, table) : null
    const shown = rows?.map((row) => (isEmpty(row) ? { ...row, ...notForReaders } : show(table, row))) ?? null
    // That nobody answered would tell how many cells share what is hidden.
    const isPart = shown?.some(({ suppressed }) => suppressed !== null) ?? false
    return isPart ? (shown?.map((row) => (row.answered === 0 ? hiddenRow(row) : row)) ?? null) : shown
  }
  const total = isEmpty(content.total) ? { ...content.total, ...notForReaders } : show('total', content.total)
  return areas === null ? { content, total, rowsOf } : officerView(content, areas, rowsOf)
}

const hiddenRow = (row: SatisfactionRow): SatisfactionRow => ({
  ...row,
  ...nothingShown,
  received: null,
  suppressed: 'complement',
})

const isEmpty = ({ received, tally }: SatisfactionRow): boolean =>
  received === 0 && (tally === null || countOf(tally).people === 0)

/** Of their own areas alone: sums of cells that are shown, and nothing where one of them is not. */
function officerView(
  content: EditionContent,
  own: readonly string[],
  rowsOf: (table: string) => SatisfactionRow[] | null,
): EditionView {
  const shown = rowsOf('area')
  const areas = (shown ?? []).filter(({ key }) => own.includes(key))
  const ofGroup = (group: string): readonly string[] =>
    Object.values(content.keys.areas).flatMap(({ code, groups }) => (groups.includes(group) ? [code] : []))
  const sum = sumRow({ key: 'total', label: OWN_AREAS }, areas, content)
  // A month has no areas for readers.
  const total = shown === null ? hiddenRow(sum) : sum
  return {
    content,
    total,
    rowsOf: (table) => {
      if (table === 'total') return [total]
      if (table === 'area') return shown && areas
      if (table !== 'group' || shown === null) return null
      return (tableRows(content, 'group') ?? []).map(({ key, label }) => {
        if (key === ALL_AREAS) return sumRow({ key, label: OWN_AREAS }, areas, content)
        const members = ofGroup(key)
        return sumRow(
          { key, label },
          areas.filter((row) => members.includes(row.key)),
          content,
        )
      })
    },
  }
}

const OWN_AREAS = 'Các lĩnh vực được giao'

/** Several areas as one figure, held against the target that they have in common. */
function sumRow(
  name: Pick<SatisfactionRow, 'key' | 'label'>,
  areas: readonly SatisfactionRow[],
  content: EditionContent,
): SatisfactionRow {
  const { comparable } = content.total
  const own = areas.filter((row) => row.comparable === comparable)
  const tallies = new Map((tableRows(content, 'area') ?? []).map((row) => [cellName('area', row), row.tally]))
  const tally = sumTallies(own.map((row) => tallies.get(cellName('area', row)) ?? emptyTally))
  const [first] = own
  const isCommon = first !== undefined && own.every(({ target }) => isSameTarget(target, first.target))
  const target = isCommon && first.target?.stages === null ? first.target : null
  const figure = figureOf({
    tally,
    range: content,
    target,
    minimumAnswers: content.minimumAnswers,
    policy: readerPolicy,
    isPartial: isPartial(content.coverage),
  })
  const received = own.reduce((sum, row) => sum + (row.received ?? 0), 0)
  const beside = { dossiers: null, coverage: null, intervalFinite: null }
  const row = { ...name, comparable, received, awaitsRelease: false, basis: null, ...figure, ...beside, target }
  return own.some(({ suppressed }) => suppressed !== null) ? hiddenRow(row) : row
}

const isSameTarget = (a: SatisfactionRow['target'], b: SatisfactionRow['target']): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/** An edition in a list. */
export function summaryOf(
  row: EditionRow,
  { audience, isNewest }: { readonly audience: Audience; readonly isNewest: boolean },
): EditionSummary {
  const { unit, ledgers } = contentOf(row)
  const { id, period, from, to, number, closedAt, closedBy, reason, hash } = row
  return {
    id: String(id),
    unit,
    period,
    from,
    to,
    number,
    isNewest,
    closedAt,
    closedBy,
    reason,
    ledgerSize: audience.policy.levels ? ledgers.reduce((sum, { size }) => sum + size, 0) : null,
    checkCode: checkCodeOf(ledgers.map(({ head }) => head)),
    hash: hash.toString('hex'),
  }
}

/** The head of one ledger; of several, the hash of their heads. */
export function checkCodeOf(heads: readonly string[]): string {
  const [only = '', ...others] = heads
  return others.length === 0 ? only : createHash('sha256').update(heads.join('')).digest('hex')
}
