import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import { wilsonInterval } from '#core/statistics/interval'
import { reply, row } from './dashboard-figures.ts'

const plan = (value: number) =>
  ({ operator: '>=', value, source: 'Kế hoạch số 12/KH-UBND: “tối thiểu”', stages: null }) as const

/** A figure of so many satisfied among so many answers. */
function figure(key: string, [satisfied, answered]: readonly [number, number], value = 0.9): SatisfactionRow {
  const counts = { received: answered + 2, answered, satisfiedShare: satisfied / answered }
  return row(key, key, { ...counts, interval: wilsonInterval(satisfied, answered), target: plan(value) })
}

const hidden = (key: string, suppressed: SatisfactionRow['suppressed'], value = 0.9): SatisfactionRow =>
  row(key, key, { received: 4, answered: null, target: plan(value), suppressed })

/** A year up to 11/2026: the target rises in July, one month is hidden, one has few answers, one nothing at all. */
export const months: SatisfactionRow[] = [
  figure('2025-11', [180, 210], 0.85),
  figure('2025-12', [176, 207], 0.85),
  figure('2026-01', [171, 199], 0.85),
  figure('2026-02', [88, 96], 0.85),
  hidden('2026-03', 'few', 0.85),
  figure('2026-04', [160, 180], 0.85),
  figure('2026-05', [151, 176], 0.85),
  figure('2026-06', [160, 173], 0.85),
  figure('2026-07', [17, 21]),
  figure('2026-09', [152, 180]),
  figure('2026-10', [185, 199]),
  figure('2026-11', [120, 130]),
]

/** The same months asked with another question until June. */
export const twoMethods: SatisfactionRow[] = months.map((found) =>
  found.key < '2026-06' ? { ...found, comparable: 'phieu-cu', target: null } : found,
)

/** Those whose circle reads finished months only: the last one is withheld. */
export const finishedOnly: SatisfactionRow[] = [...months.slice(0, -1), hidden('2026-11', 'range')]

export const quarters: SatisfactionRow[] = [
  figure('2026-Q1', [430, 500], 0.85),
  figure('2026-Q2', [471, 529], 0.85),
  figure('2026-Q3', [440, 500]),
  figure('2026-Q4', [305, 329]),
].map((found, index) => ({ ...found, verdict: index === 2 ? 'missed' : 'met', evidence: 'insufficient' }))

/** A reply of the server by month or quarter. */
export function trendReply(by: 'month' | 'quarter', rows: SatisfactionRow[]): SatisfactionReply {
  return reply(by, rows, row('total', 'Tất cả'))
}
