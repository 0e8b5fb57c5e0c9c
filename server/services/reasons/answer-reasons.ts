import type { ReasonRow, ReasonsQuery, ReasonsReply } from '#contract/reasons'
import { hideReason } from '#core/disclosure/hidden-reasons'
import type { ReasonUnion } from '#core/disclosure/hidden-reasons'
import type { Suppression } from '#core/disclosure/suppression'
import { ALL_AREAS, areaGroups } from '#core/questions/area-groups'
import { LAND_GROUP } from '#core/report/facts'
import { isFew, sumCounts } from '#core/statistics/count'
import { isWholeHalfMonths } from '#core/time/period'
import { answeringOffices, COMMITTEE, isAnsweredBy } from '#core/words/answering-offices'
import type { AreaRow } from '../../store/catalogue/areas.ts'
import type { Audience } from '../disclosure/audience.ts'
import { filtersOf } from '../disclosure/audience.ts'
import { familyFor, resolveQuestion } from '../figures/figure-question.ts'
import type { FigureReads, FigureStores } from '../figures/figure-reads.ts'
import { readOnce } from '../figures/figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuseField } from '../refusal.ts'
import type { CountedReason, CountedReasons } from './counted-reasons.ts'
import { countReasons } from './counted-reasons.ts'

/** Reasons as they are asked for. */
export interface ReasonsRequest {
  readonly query: Readonly<ReasonsQuery>
  readonly audience: Audience
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * What people ask to be done better; refused as figures are, with `one_filter_only`, and with `not_half_months` where
 * days could tell a visitor from others.
 */
export function answerReasons(request: ReasonsRequest, { figures }: FigureStores): Promise<ReasonsReply | Refusal> {
  return reasonsFrom(request, readOnce(figures))
}

/** The same from reads that several answers share. */
export async function reasonsFrom(request: ReasonsRequest, reads: FigureReads): Promise<ReasonsReply | Refusal> {
  const family = await familyFor(request.query.unit, request.audience, reads)
  if (isRefusal(family)) return family
  const question = await resolveQuestion(request, reads)
  if (isRefusal(question)) return question
  const { unit, range, areas, below } = question
  const [, second] = filtersOf(request.query)
  if (second !== undefined) return refuseField('invalid_request', second, 'one_filter_only')
  if (!isWholeHalfMonths(range)) return refuseField('invalid_request', 'to', 'not_half_months')
  const unitIds = below.map(({ id }) => id)
  const counted = await countReasons({ unitIds, range, areas }, reads)
  const part = partOf(request.query, areas)
  const { smallestCell } = request.audience.policy
  return { unit: { code: unit.code, name: unit.name }, ...range, ...tableOf({ counted, part, areas, smallestCell }) }
}

/** A part of the areas that is asked about. */
interface ReasonPart {
  readonly key: string
  /** Where it is a single one. */
  readonly area: string | null
  readonly isIn: (area: string) => boolean
}

/** null: all areas. */
function partOf(query: ReasonsRequest['query'], areas: readonly AreaRow[]): ReasonPart | null {
  const { area, group, answeredBy } = query
  if (filtersOf(query).length === 0) return null
  const key = group === undefined ? `${OFFICE} ${answeredBy ?? ''}` : `${GROUP} ${group}`
  return { key, area: area ?? null, isIn: membersOf(query, areas) }
}

function membersOf(
  { area, group, answeredBy }: ReasonsRequest['query'],
  areas: readonly AreaRow[],
): (area: string) => boolean {
  const members = areas.filter(
    (each) =>
      (area === undefined || each.code === area) &&
      (group === undefined || each.groups.includes(group)) &&
      (answeredBy === undefined || isAnsweredBy(each.answeredBy, answeredBy)),
  )
  const codes = new Set(members.map(({ code }) => code))
  return (code) => codes.has(code)
}

interface ReasonTable {
  readonly counted: CountedReasons
  readonly part: ReasonPart | null
  readonly areas: readonly AreaRow[]
  readonly smallestCell: number
}

function tableOf(table: ReasonTable): Pick<ReasonsReply, 'answered' | 'dissatisfied' | 'rows'> {
  const { counted, part, smallestCell } = table
  const respondents = counted.respondents.filter(({ area }) => part?.isIn(area) ?? true)
  const answered = sumCounts(respondents.map((each) => each.answered))
  const isHidden = isFew(answered, smallestCell)
  const dissatisfied = respondents.reduce((sum, each) => sum + each.dissatisfied, 0)
  const rows = counted.reasons.flatMap((reason) => rowOf(reason, dissatisfied, table))
  return {
    answered: isHidden ? null : answered.answered,
    dissatisfied: isHidden ? null : dissatisfied,
    rows: rows.toSorted((a, b) => (b.chosen ?? -1) - (a.chosen ?? -1)),
  }
}

const GROUP = 'group'
const OFFICE = 'answeredBy'

/** Everything that areas are ever added up to: what is hidden is so whatever is asked. Plans set land a target of its own. */
function unionsOf(areas: readonly AreaRow[]) {
  const union = (key: string, isIn: (area: AreaRow) => boolean): ReasonUnion => ({
    key,
    members: new Set(areas.filter(isIn).map(({ code }) => code)),
  })
  const group = (code: string) => union(`${GROUP} ${code}`, ({ groups }) => groups.includes(code))
  const others = new Set([...areaGroups.map(({ code }) => code), ...areas.flatMap(({ groups }) => groups)])
  for (const code of [ALL_AREAS, LAND_GROUP]) others.delete(code)
  const offices = [...answeringOffices.map(({ code }) => code), COMMITTEE]
  return {
    groups: [group(LAND_GROUP)],
    unions: [
      ...[...others].map(group),
      ...offices.map((code) => union(`${OFFICE} ${code}`, ({ answeredBy }) => isAnsweredBy(answeredBy, code))),
    ],
  }
}

function rowOf(
  { code, label, cells }: CountedReason,
  allDissatisfied: number,
  { part, areas, smallestCell }: ReasonTable,
): ReasonRow[] {
  const within = (isIn: (area: string) => boolean) => cells.filter(({ area }) => isIn(area))
  const own = part === null ? cells : within(part.isIn)
  const chosen = sumCounts(own.map((cell) => cell.chosen)).people
  if (chosen === 0) return []
  const hidden = hideReason(cells, { smallestCell, ...unionsOf(areas) })
  const whyOf = ({ areas: hiddenAreas, unions, total }: typeof hidden.chosen): Suppression => {
    if (part === null) return total
    return (part.area === null ? unions.get(part.key) : hiddenAreas.get(part.area)) ?? null
  }
  const suppressed = whyHidden(whyOf(hidden.chosen))
  const isPartHidden = whyOf(hidden.dissatisfied) !== null
  const dissatisfied = isPartHidden ? null : sumCounts(own.map((cell) => cell.dissatisfied)).people
  return [
    {
      code,
      label,
      chosen: suppressed === null ? chosen : null,
      dissatisfied,
      dissatisfiedShare: dissatisfied === null || allDissatisfied === 0 ? null : dissatisfied / allDissatisfied,
      land: part === null ? landOf() : null,
      suppressed,
    },
  ]

  function landOf(): ReasonRow['land'] {
    const why = whyHidden(hidden.chosen.total ?? hidden.chosen.unions.get(`${GROUP} ${LAND_GROUP}`) ?? null)
    const isLand = membersOf({ group: LAND_GROUP }, areas)
    const count = sumCounts(within(isLand).map((cell) => cell.chosen)).people
    return { chosen: why === null ? count : null, suppressed: why }
  }
}

const whyHidden = (why: Suppression): ReasonRow['suppressed'] => (why === 'range' ? 'complement' : why)
