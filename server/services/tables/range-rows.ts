import type { EditionContent, EditionTableCode } from '#contract/editions'
import type { SatisfactionQuery, SatisfactionRow } from '#contract/satisfaction'
import { OFFICE_MEASURE } from '#core/questions/questionnaire'
import type { CriterionTallies } from '#core/tables/criteria-table'
import { addTallies, emptyTally } from '#core/statistics/tally'
import type { Tally } from '#core/statistics/tally'
import type { Editions } from '../../store/editions/editions.ts'
import type { Form } from '../../store/figures/forms.ts'
import { contentOf } from '../editions/edition-content.ts'
import { answerFrom } from '../figures/answer-figures.ts'
import { counterKey } from '../figures/cell-codes.ts'
import type { FigureQuestion, FigureRequest } from '../figures/figure-question.ts'
import type { FigureReads } from '../figures/figure-reads.ts'
import { isRefusal } from '../refusal.ts'

/** The group of areas with a row of its own in Bảng 2. */
export const LAND_GROUP = 'dat-dai-xay-dung'

/** The rows of one range as they are counted, nothing hidden: of its edition where it is closed, else as they stand. */
export interface RangeRows {
  /** Of the newest edition; null: the range is not closed, and its figures move. */
  readonly edition: { readonly number: number; readonly closedAt: string } | null
  /** All answers to the office's own question. */
  total(): Promise<SatisfactionRow>
  land(): Promise<SatisfactionRow>
  by(table: EditionTableCode): Promise<readonly SatisfactionRow[]>
  /** The reception point of each counter, by the key of its row; null or left out: it was not said. */
  siteOf(): Promise<ReadonlyMap<string, string | null>>
  /** Answers to versions of one form that may be put on one line. */
  criteria(versions: readonly Form[]): Promise<CriterionTallies>
}

interface ResolvedRange {
  readonly request: FigureRequest
  readonly question: FigureQuestion
}

export interface TableSources {
  readonly reads: FigureReads
  readonly editions: Pick<Editions, 'newest'>
}

export async function rowsOfRange(
  { request, question }: ResolvedRange,
  { reads, editions }: TableSources,
): Promise<RangeRows> {
  const edition = await editions.newest(question.unit.id, question.range)
  if (edition === null) return runningRows({ request, question }, reads)
  const { number, closedAt } = edition
  return { edition: { number, closedAt }, ...closedRows(contentOf(edition)) }
}

function runningRows({ request, question }: ResolvedRange, reads: FigureReads): RangeRows {
  const ask = async (more: Pick<SatisfactionQuery, 'by' | 'group'>) => {
    const answer = await answerFrom({ ...request, query: { ...request.query, ...more } }, reads)
    // The question was resolved before: only what breaks it down is new.
    if (isRefusal(answer)) throw new Error(`no figures by ${more.by ?? 'total'}: ${answer.refused}`)
    return answer
  }
  const whole = async (group: string) => {
    const { rows, total } = await ask({ by: 'total', group })
    return wholeOf([total, ...rows], total)
  }
  return {
    edition: null,
    total: () => whole('chung'),
    land: () => whole(LAND_GROUP),
    by: async (by) => (await ask({ by })).rows.filter(isOfOffice),
    siteOf: async () => {
      const unitIds = question.below.map(({ id }) => id)
      const sites = new Map((await reads.sites(unitIds)).map(({ id, name }) => [id, name]))
      const counters = await reads.counters(unitIds)
      return new Map(counters.map((one) => [counterKey(one, question), sites.get(one.siteId ?? 0) ?? null]))
    },
    criteria: async (versions) => {
      const sums = new Map<string, Tally>()
      for (const { id } of versions)
        for (const { raw, tally } of await reads.tallied({ ...question.cells, questionnaireId: id }, 'criterion'))
          sums.set(raw, addTallies(sums.get(raw) ?? emptyTally, tally))
      return sums
    },
  }
}

function closedRows({ total, totals, tables, keys }: EditionContent): Omit<RangeRows, 'edition'> {
  const rowsBy = (table: EditionTableCode): readonly SatisfactionRow[] =>
    tables.find(({ by }) => by === table)?.rows ?? []
  const groups = rowsBy('group').filter(({ key }) => key === LAND_GROUP)
  const sites = Object.entries(keys.counters).map(([id, key]) => [key, keys.sites[id] ?? null] as const)
  return {
    total: () => Promise.resolve(wholeOf([total, ...totals], total)),
    land: () => Promise.resolve(wholeOf(groups, total)),
    by: (table) => Promise.resolve(rowsBy(table).filter(isOfOffice)),
    siteOf: () => Promise.resolve(new Map(sites)),
    criteria: ([version]) => {
      const own = rowsBy('criterion').filter(({ comparable }) => comparable === version?.comparable)
      return Promise.resolve(new Map(own.map(({ key, tally }) => [key, tally ?? emptyTally])))
    },
  }
}

const isOfOffice = ({ comparable }: SatisfactionRow): boolean => comparable === OFFICE_MEASURE

/** The row of the office's own question; of no other, which would be another figure in its place. */
const wholeOf = (rows: readonly SatisfactionRow[], like: SatisfactionRow): SatisfactionRow =>
  rows.find(isOfOffice) ?? {
    ...like,
    answered: 0,
    tally: null,
    target: null,
    verdict: null,
    evidence: null,
    basis: null,
  }
