import type { SatisfactionRow } from '#contract/satisfaction'
import { NONE } from '#core/statistics/breakdown'
import type { FigureLine } from '#core/tables/figure-line'
import type { PartFigures } from '#core/tables/part-table'
import { answeredCount, emptyTally, sumTallies } from '#core/statistics/tally'
import { evidenceOf, verdictOf } from '#core/statistics/target'
import { judgementWords, lineOf } from './figure-lines.ts'
import type { RangeRows } from './range-rows.ts'

/** What the parts of each table are called at the head of their column. */
export const partHeads = { stage: 'Khâu', site: 'Điểm tiếp nhận', answeredBy: 'Phòng, cơ quan giải quyết' } as const
type PartKind = keyof typeof partHeads

interface JudgingRules {
  readonly isJudged: boolean
  /** The fewest answers that a verdict may rest on. */
  readonly minimumAnswers: number
}

/** The figures of Bảng 2 by something else than areas. */
export async function partFigures(by: PartKind, rows: RangeRows, rules: JudgingRules): Promise<PartFigures> {
  const total = await rows.total()
  const all = { ...lineOf(total, rules.isJudged), label: 'Tất cả' }
  if (by === 'site') return { all, parts: await siteLines(rows, total, rules) }
  return { all, parts: (await rows.by(by)).map((row) => lineOf(row, rules.isJudged)) }
}

/** Adds up the counters of each site; the target is that of all of them. */
async function siteLines(
  rows: RangeRows,
  total: SatisfactionRow,
  { isJudged, minimumAnswers }: JudgingRules,
): Promise<readonly FigureLine[]> {
  const siteOf = await rows.siteOf()
  const counters = await rows.by('counter')
  const names = [...new Set([...siteOf.values()].filter((name) => name !== null)), null]
  // A target that counts some stages only says nothing of all answers at one site.
  const target = total.basis === null ? total.target : null
  return names.flatMap((name) => {
    const own = counters.filter(({ key }) => (siteOf.get(key) ?? null) === name)
    const tally = sumTallies(own.map((row) => row.tally ?? emptyTally))
    const answered = answeredCount(tally)
    if (answered + tally.n0 === 0) return []
    const isPartial = total.evidence === 'partial'
    const evidence: SatisfactionRow['evidence'] = isPartial ? 'partial' : evidenceOf(tally, target, minimumAnswers)
    const verdict = isPartial ? null : verdictOf(tally, target, minimumAnswers)
    return {
      key: name ?? NONE,
      label: name ?? 'Không ghi điểm tiếp nhận',
      tally,
      target,
      judgement: isJudged && total.basis === null ? judgementWords({ answered, target, verdict, evidence }) : null,
      isPart: false,
    }
  })
}
