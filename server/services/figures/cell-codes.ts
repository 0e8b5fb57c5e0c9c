import type { SatisfactionQuery } from '#contract/satisfaction'
import { isAreaGroup } from '#core/questions/area-groups'
import { procedureCode } from '#core/questions/procedure-code'
import { OVERALL } from '#core/questions/questionnaire'
import { isAnsweredBy } from '#core/words/answering-offices'
import type { DateRange } from '#core/time/period'
import type { AreaRow } from '../../store/catalogue/areas.ts'
import type { CellFilter } from '../../store/figures/cell-filter.ts'
import type { FigureCounter } from '../../store/figures/figures.ts'
import type { UnitFamily } from '../../store/office/unit-family.ts'
import type { Audience } from '../disclosure/audience.ts'
import type { FigureReads } from './figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuseField } from '../refusal.ts'

/** What the cells of a question are chosen by. */
interface CellChoice {
  readonly query: Readonly<SatisfactionQuery>
  readonly audience: Audience
  readonly range: DateRange
  readonly areas: readonly AreaRow[]
  readonly family: UnitFamily
}

/** The cells that a question names by codes. */
export interface ResolvedCodes {
  readonly filter: CellFilter
  /** The area asked for; null: all. */
  readonly area: AreaRow | null
}

/** Looks up the codes of a query, in the order in which their mistakes are told. */
export async function resolveCells(choice: CellChoice, reads: FigureReads): Promise<ResolvedCodes | Refusal> {
  const { query, audience, range, areas, family } = choice
  const area = query.area === undefined ? null : named(areas, query.area, 'area')
  if (isRefusal(area)) return area
  if (query.by === 'group' && area) return refuseField('invalid_request', 'area', 'not_with_by_group')
  const areaIds = areaIdsOf(query, area, areas)
  if (isRefusal(areaIds)) return areaIds
  const procedureId = query.procedure ? await procedureNamed(query.procedure, reads) : null
  if (isRefusal(procedureId)) return procedureId
  const counterIds = query.counter === undefined ? null : await countersNamed(query.counter, family, reads)
  if (isRefusal(counterIds)) return counterIds
  const questionnaireId = query.questionnaire ? await formNamed(query.questionnaire, reads) : null
  if (isRefusal(questionnaireId)) return questionnaireId
  const criterion = query.criterion === undefined ? OVERALL : await criterionNamed(query.criterion, reads)
  if (isRefusal(criterion)) return criterion
  return {
    area,
    filter: {
      ...range,
      unitIds: family.below.map(({ id }) => id),
      areaIds: ownAreaIds(areaIds, areas, audience),
      procedureId,
      stage: query.stage ?? null,
      channel: query.channel ?? null,
      counterIds,
      questionnaireId,
      criterion,
    },
  }
}

/** No area has this id: a filter that leaves nothing. */
const NO_AREA = [-1]

/** null: no filter. An area outside the group asked for leaves nothing. */
function areaIdsOf(
  { group, answeredBy }: CellChoice['query'],
  area: AreaRow | null,
  areas: readonly AreaRow[],
): readonly number[] | null | Refusal {
  const named = area ? [area] : areas
  const wanted = answeredBy === undefined ? named : named.filter((each) => isAnsweredBy(each.answeredBy, answeredBy))
  if (group === undefined || group === 'chung') return area || answeredBy ? idsOf(wanted) : null
  // A group that has lost its last area is still a group: there is nothing in it, which is no mistake.
  if (!isAreaGroup(group) && !areas.some((candidate) => candidate.groups.includes(group)))
    return refuseField('unknown_code', 'group', 'unknown_group')
  return idsOf(wanted.filter(({ groups }) => groups.includes(group)))
}

function idsOf(areas: readonly AreaRow[]): readonly number[] {
  return areas.length > 0 ? areas.map(({ id }) => id) : NO_AREA
}

/** null: no filter. Those who have areas of their own see nothing of others. */
function ownAreaIds(
  wanted: readonly number[] | null,
  areas: readonly AreaRow[],
  { areas: own }: Audience,
): readonly number[] | null {
  if (own === null) return wanted
  return idsOf(areas.filter(({ code, id }) => own.includes(code) && (wanted?.includes(id) ?? true)))
}

function named<T extends { readonly code: string }>(list: readonly T[], code: string, path: string): T | Refusal {
  const found = list.find((candidate) => candidate.code === code)
  return found ?? refuseField('unknown_code', path, `unknown_${path}`)
}

async function procedureNamed(code: string, reads: FigureReads): Promise<number | Refusal> {
  const found = named(await reads.procedures(), procedureCode(code), 'procedure')
  return isRefusal(found) ? found : found.id
}

/** The key of a counter: its name, behind its unit's code where that is not the unit asked about. */
export function counterKey(counter: FigureCounter, { unit, below }: Pick<UnitFamily, 'unit' | 'below'>): string {
  const owner = below.find(({ id }) => id === counter.unitId)
  return owner && owner.id !== unit.id ? `${owner.code}/${counter.name}` : counter.name
}

async function countersNamed(key: string, family: UnitFamily, reads: FigureReads): Promise<number[] | Refusal> {
  const counters = await reads.counters(family.below.map(({ id }) => id))
  const found = counters.filter((counter) => counterKey(counter, family) === key)
  if (found.length === 0) return refuseField('unknown_code', 'counter', 'unknown_counter')
  return found.map(({ id }) => id)
}

async function formNamed(reference: string, reads: FigureReads): Promise<number | Refusal> {
  const found = (await reads.forms()).find((form) => form.reference === reference)
  return found?.id ?? refuseField('unknown_code', 'questionnaire', 'unknown_questionnaire')
}

async function criterionNamed(code: string, reads: FigureReads): Promise<string | Refusal> {
  const isKnown = (await reads.forms()).some(({ shape }) => shape.criteria.some((criterion) => criterion.code === code))
  return isKnown ? code : refuseField('unknown_code', 'criterion', 'unknown_criterion')
}
