import type { Suppression } from '../disclosure/suppression.ts'
import { changeBetween } from '../statistics/change.ts'
import { wilsonInterval } from '../statistics/interval.ts'
import type { Tally } from '../statistics/tally.ts'
import { answeredCount, emptyTally, satisfiedCount, satisfiedShare, sumTallies } from '../statistics/tally.ts'
import { OVERALL } from '../questions/questionnaire.ts'
import { CHANCE_NOTE, FEW_NOTE } from './cell-text.ts'
import type { CriteriaForm, CriteriaGroup } from './criteria-form.ts'
import type { Extremes } from './extremes.ts'
import { extremeNotes, extremesOf, FEWEST_RANKED } from './extremes.ts'
import { hideCriteria } from './hidden-criteria.ts'
import { romanOf } from './roman.ts'
import type { TypedCell, TypedColumn, TypedRow, TypedTable } from './typed-table.ts'
import { countCell, hidesAny, levelCells, noCell, shareCell, textCell } from './typed-table.ts'

/** The answers of a form in one period, by the code of the criterion. */
export type CriterionTallies = ReadonlyMap<string, Tally>

export interface CriteriaSource {
  readonly form: CriteriaForm
  readonly now: CriterionTallies
  /** Of the period before, with what that is called; null: there was none. */
  readonly before: { readonly tallies: CriterionTallies; readonly words: string } | null
  /** The fewest answers that are shown. */
  readonly smallestCell: number
}

export interface CriteriaTable {
  readonly table: TypedTable
  readonly extremes: Extremes
}

const columns: readonly TypedColumn[] = [
  { code: 'tt', label: 'TT', kind: 'text' },
  { code: 'noi-dung', label: 'Nội dung', kind: 'text' },
  { code: 'so-cau', label: 'Số câu trả lời', kind: 'number' },
  { code: 'n1', label: 'Rất KHL', kind: 'number' },
  { code: 'n2', label: 'KHL', kind: 'number' },
  { code: 'n3', label: 'BT', kind: 'number' },
  { code: 'n4', label: 'HL', kind: 'number' },
  { code: 'n5', label: 'RHL', kind: 'number' },
  { code: 'n0', label: 'Không có ý kiến', kind: 'number' },
  { code: 'ty-le', label: 'Tỷ lệ hài lòng (%)', kind: 'number' },
  { code: 'ky-truoc', label: 'Kỳ trước (%)', kind: 'number' },
  { code: 'thay-doi', label: 'Thay đổi (điểm)', kind: 'number' },
]

/**
 * Bảng 3 of the report of a survey: each factor, its criteria, all of them together, and the overall question apart. The
 * answers of a factor are those of its criteria added up; percentages are never averaged.
 */
export function criteriaTable(source: CriteriaSource): CriteriaTable {
  const { form, now, before, smallestCell } = source
  const ofNow = lookedAt(form, now, smallestCell)
  const ofBefore = before && lookedAt(form, before.tallies, smallestCell)
  const rowOf = (line: CriteriaLine): TypedRow => toRow(line, { now: ofNow, before: ofBefore })
  const rows = linesOf(form).map(rowOf)
  const extremes = extremesOf(rankable(form, ofNow))
  const versions = form.versions.join(', ')
  return {
    table: {
      title: `Bảng 3. Theo yếu tố và tiêu chí – ${form.name}, phiên bản ${versions}`,
      columns,
      rows,
      notes: notesOf({ rows, extremes, before }),
    },
    extremes,
  }
}

/** A row to come: the keys of what it adds up, and how it is told from others. */
interface CriteriaLine {
  readonly key: string
  readonly kind: TypedRow['kind']
  readonly number: string
  readonly label: string
}

function linesOf(form: CriteriaForm): readonly CriteriaLine[] {
  let criterion = 0
  const lines = form.groups.flatMap((group, at): CriteriaLine[] => [
    ...(group.factor === null
      ? []
      : [
          {
            key: factorKey(group.factor.code),
            kind: 'group' as const,
            number: romanOf(at + 1),
            label: group.factor.name,
          },
        ]),
    ...group.criteria.map(({ code, statement }) => {
      criterion += 1
      return { key: code, kind: 'plain' as const, number: String(criterion), label: statement }
    }),
  ])
  const pooled = { key: POOLED, kind: 'total' as const, number: '', label: pooledWords(form) }
  const apart = { key: OVERALL, kind: 'apart' as const, number: '', label: `Câu hỏi chung: ${form.overall ?? ''}` }
  return [...lines, pooled, ...(form.overall === null ? [] : [apart])]
}

/** No code of a criterion has a colon. */
const POOLED = ':chung'
const factorKey = (code: string): string => `:${code}`

const pooledWords = ({ groups }: CriteriaForm): string => {
  const factors = groups.filter(({ factor }) => factor !== null).length
  return factors > 0 ? `Chung ${factors} yếu tố` : 'Chung các tiêu chí'
}

/** What is counted under the key of a row, and why it is hidden. */
type Looked = (key: string) => { readonly tally: Tally; readonly hidden: Suppression }

function lookedAt(form: CriteriaForm, tallies: CriterionTallies, smallestCell: number): Looked {
  const tallyOf = (code: string): Tally => tallies.get(code) ?? emptyTally
  const groups = form.groups.map(({ criteria }) => criteria.map(({ code }) => ({ code, tally: tallyOf(code) })))
  const hidden = hideCriteria(groups, smallestCell)
  const sums = groups.map((group) => sumTallies(group.map(({ tally }) => tally)))
  const known = new Map<string, ReturnType<Looked>>()
  form.groups.forEach(({ factor }: CriteriaGroup, at) => {
    const ofGroup = { tally: sums[at] ?? emptyTally, hidden: hidden.groups[at] ?? null }
    if (factor !== null) known.set(factorKey(factor.code), ofGroup)
  })
  known.set(POOLED, { tally: sumTallies(sums), hidden: hidden.pooled })
  const overall = tallyOf(OVERALL)
  const isFew = answeredCount(overall) + overall.n0 > 0 && answeredCount(overall) < smallestCell
  known.set(OVERALL, { tally: overall, hidden: isFew ? 'few' : null })
  return (key) => known.get(key) ?? { tally: tallyOf(key), hidden: hidden.criteria.get(key) ?? null }
}

function toRow(
  { key, kind, number, label }: CriteriaLine,
  { now, before }: { now: Looked; before: Looked | null },
): TypedRow {
  const { tally, hidden } = now(key)
  const past = before?.(key) ?? null
  const figures =
    hidden === null
      ? [countCell(answeredCount(tally)), ...levelCells(tally), countCell(tally.n0), shareCell(tally)]
      : Array.from({ length: 8 }, () => noCell(hidden === 'few' ? 'few' : 'complement'))
  const isPooled = kind === 'group' || kind === 'total'
  return {
    key,
    kind,
    cells: [textCell(number), textCell(label), ...figures, ...pastCells({ tally, hidden }, past, isPooled)],
  }
}

function pastCells(
  { tally, hidden }: ReturnType<Looked>,
  past: ReturnType<Looked> | null,
  isPooled: boolean,
): readonly TypedCell[] {
  if (past === null || answeredCount(past.tally) === 0) return [noCell('not_before'), noCell('not_before')]
  if (past.hidden !== null) return [noCell(past.hidden === 'few' ? 'few' : 'complement'), noCell('not_before')]
  const [earlier, later] = [estimateOf(past.tally), estimateOf(tally)]
  if (hidden !== null || earlier === null || later === null) return [shareCell(past.tally), noCell('not_before')]
  const fewest = Math.min(answeredCount(past.tally), answeredCount(tally))
  // Answers added up over criteria come several from one person: chance is not what the interval of a share says.
  const sure = isPooled || fewest < FEWEST_RANKED ? null : changeBetween(earlier, later) !== 'unclear'
  return [shareCell(past.tally), { kind: 'points', points: later.share - earlier.share, sure }]
}

function estimateOf(tally: Tally) {
  const share = satisfiedShare(tally)
  const interval = wilsonInterval(satisfiedCount(tally), answeredCount(tally))
  return share === null || interval === null ? null : { share, interval }
}

const rankable = ({ groups }: CriteriaForm, looked: Looked) =>
  groups
    .flatMap(({ criteria }) => criteria)
    .filter(({ code }) => looked(code).hidden === null)
    .map(({ code, statement }) => {
      const { tally } = looked(code)
      return { code, statement, satisfied: satisfiedCount(tally), answered: answeredCount(tally) }
    })

interface Noted extends Pick<CriteriaSource, 'before'> {
  readonly rows: readonly TypedRow[]
  readonly extremes: Extremes
}

function notesOf({ rows, extremes, before }: Noted): readonly string[] {
  const cells = rows.flatMap((row) => row.cells)
  const isUnsure = cells.some((cell) => cell.kind === 'points' && cell.sure === false)
  return [
    ...extremeNotes(extremes),
    'Tỷ lệ của yếu tố và tỷ lệ chung tính trên tổng số câu trả lời của các tiêu chí, không phải trung bình các tỷ lệ.',
    ...(before === null ? [] : [`Kỳ trước: ${before.words}.`]),
    ...(isUnsure ? [CHANCE_NOTE] : []),
    ...(hidesAny(rows) ? [FEW_NOTE] : []),
    'Kết quả do đơn vị tự đánh giá; không phải Chỉ số SIPAS.',
  ]
}
