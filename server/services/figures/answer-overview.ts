import type { FigureOverview, FigureOverviewQuery, SatisfactionReply } from '#contract/satisfaction'
import { ALL_AREAS, areaGroups } from '#core/questions/area-groups'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import { filtersOf } from '../disclosure/audience.ts'
import { answerFrom } from './answer-figures.ts'
import type { FigureRequest } from './figure-question.ts'
import { resolveQuestion } from './figure-question.ts'
import type { FigureReads, FigureStores } from './figure-reads.ts'
import { readOnce } from './figure-reads.ts'

/** An overview as it is asked for. */
export interface OverviewRequest extends Omit<FigureRequest, 'query'> {
  readonly query: Readonly<FigureOverviewQuery>
}

/** What `answerFigures` gives not broken down, for each group of areas, and by area: asked together, each thing read once. */
export async function answerOverview(
  { query, audience, now }: OverviewRequest,
  { figures }: FigureStores,
): Promise<FigureOverview | Refusal> {
  const reads = readOnce(figures)
  const ask = (more: Pick<FigureRequest['query'], 'by' | 'group'>) =>
    answerFrom({ query: { ...query, ...more }, audience, now }, reads)
  const whole = await ask({ by: 'total' })
  if (isRefusal(whole)) return whole
  const areas = await ask({ by: 'area' })
  if (isRefusal(areas)) return areas
  const offices = await ask({ by: 'answeredBy' })
  if (isRefusal(offices)) return offices
  const groups: FigureOverview['groups'] = []
  for (const group of await groupCodes(reads)) {
    const answer = await ask({ by: 'total', group })
    if (isRefusal(answer)) return answer
    groups.push({ group, ...tableOf(answer) })
  }
  const { definition, unit, from, to, coverage, view, closed } = whole
  return {
    definition,
    unit,
    from,
    to,
    coverage,
    view,
    closed,
    total: tableOf(whole),
    groups,
    areas: tableOf(areas),
    offices: tableOf(offices),
    quickRepeats: await quickRepeats({ query, audience, now }, reads),
  }
}

/** Counted for the whole office alone: of some areas it is not known. */
async function quickRepeats(request: OverviewRequest, reads: FigureReads): Promise<number | null> {
  const question = await resolveQuestion(request, reads)
  const { policy, areas } = request.audience
  const isWhole = filtersOf(request.query).length === 0
  if (isRefusal(question) || !policy.levels || areas !== null || !isWhole) return null
  const { below, range } = question
  return reads.quickRepeats(
    below.map(({ id }) => id),
    range,
  )
}

const tableOf = ({ rows, total }: SatisfactionReply) => ({ rows, total })

/** The groups that plans know, whether an area is in them or not, and those that areas are in besides. */
async function groupCodes(reads: FigureReads): Promise<readonly string[]> {
  const ofAreas = (await reads.areas()).flatMap(({ groups }) => groups)
  const codes = new Set([...areaGroups.map(({ code }) => code), ...ofAreas])
  return [...codes].filter((code) => code !== ALL_AREAS)
}
