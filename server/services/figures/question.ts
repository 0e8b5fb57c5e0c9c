import type { FastifyRequest } from 'fastify'
import { QuestionnaireShape } from '#contract/kiosk-setup'
import type { Breakdown, SatisfactionQuery } from '#contract/satisfaction'
import { isAreaGroup } from '#core/questions/area-groups'
import type { CutOffDay, DateRange } from '#core/time/period'
import { civilDate, cutOffDayOf, isWholeHalfMonths, resolvePeriod, yearOf } from '#core/time/period'
import { procedureCode } from '#core/questions/procedure-code'
import { OVERALL } from '#core/questions/questionnaire'
import type { AreaRow } from '../../store/catalogue/areas.ts'
import type { Dimension, Figures, Selection } from '../../store/figures/figures.ts'
import type { CounterRow, Reference } from '../../store/catalogue/reference.ts'
import type { Targets } from '../../store/targets/targets.ts'
import type { UnitRow, Units } from '../../store/office/units.ts'
import { principalOf } from '../../http/access/access.ts'
import { ApiError } from '../../http/framework/errors.ts'
import type { Scope } from '../../http/access/scope.ts'
import { checkQuestion, viewOf } from '../disclosure/audience.ts'
import type { FilterName, View } from '../disclosure/audience.ts'

export interface SelectionParts {
  readonly scope: Scope
  readonly units: Units
  readonly reference: Reference
  readonly figures: Figures
  readonly targets: Targets
  readonly clock: () => number
}

/** A query with its codes looked up. */
export interface Chosen {
  readonly unit: UnitRow
  /** The unit and everything below it, parents first. */
  readonly below: readonly UnitRow[]
  readonly range: DateRange
  /** The day other than the month's end that any unit within the caller's reach closes its reports on; null: none. */
  readonly closing: CutOffDay
  readonly by: Breakdown
  readonly dimension: Dimension
  readonly selection: Selection
  /** The area or group asked for; null: all. */
  readonly area: AreaRow | null
  readonly group: string | null
  readonly areas: readonly AreaRow[]
  readonly view: View
  /** The one filter of the question, the first of several, with the key of the row it would be; null: none. */
  readonly filter: { readonly name: FilterName; readonly key: string } | null
  /** Whether any figure of the reply may show levels: they are made of whole half-months only. */
  readonly countable: boolean
}

type Query = Readonly<SatisfactionQuery>

const dimensionOf: Record<Breakdown, Dimension> = {
  total: 'total',
  group: 'area',
  area: 'area',
  procedure: 'procedure',
  unit: 'unit',
  counter: 'counter',
  channel: 'channel',
  stage: 'stage',
  criterion: 'criterion',
  day: 'time',
  week: 'time',
  month: 'time',
  quarter: 'time',
  year: 'time',
}

/** Looks up what the query names. @throws unknown_unit, outside_scope, unknown_code, invalid_request with the path */
export async function selectionOf(
  request: FastifyRequest<{ Querystring: Query }>,
  parts: SelectionParts,
): Promise<Chosen> {
  const { query } = request
  const view = viewOf(principalOf(request))
  const filter = checkQuestion(view, query)
  const unit = await parts.scope.unit(request, query.unit)
  const below = await parts.units.under(unit.id)
  const range = rangeOf(query, unit, civilDate(parts.clock()))
  // Whoever sees several units can ask of one by the calendar of another.
  const reached = await parts.scope.units(request)
  const areas = await parts.reference.allAreas()
  const area = query.area === undefined ? null : known(areas, query.area, 'area')
  const by = query.by ?? 'total'
  if (by === 'group' && area) throw new ApiError('invalid_request', [{ path: 'area', code: 'not_with_by_group' }])
  const unitIds = below.map(({ id }) => id)
  return {
    unit,
    below,
    range,
    closing: reached.map(cutOffDayOf).find((day) => day !== null) ?? null,
    by,
    dimension: dimensionOf[by],
    area,
    group: query.group ?? null,
    areas,
    view,
    filter: filter && {
      name: filter,
      key: filter === 'procedure' ? procedureCode(query[filter] ?? '') : (query[filter] ?? ''),
    },
    countable: isWholeHalfMonths(range) || dimensionOf[by] === 'time',
    selection: {
      unitIds,
      ...range,
      areaIds: ownAreaIds(areaIdsOf(query.group, area, areas), areas, view),
      procedureId: query.procedure ? await procedureNamed(query.procedure, parts) : null,
      stage: query.stage ?? null,
      channel: query.channel ?? null,
      counterIds: query.counter === undefined ? null : await countersNamed(query.counter, { unit, below }, parts),
      questionnaireId: query.questionnaire ? await questionnaireId(query.questionnaire, parts) : null,
      criterion: query.criterion === undefined ? OVERALL : await knownCriterion(query.criterion, parts),
    },
  }
}

function rangeOf(query: Query, unit: UnitRow, today: string): DateRange {
  if (query.from === undefined && query.to === undefined) {
    const range = resolvePeriod(query.period ?? yearOf(today), cutOffDayOf(unit))
    if (!range) throw new ApiError('invalid_request', [{ path: 'period', code: 'invalid_format' }])
    return range
  }
  if (query.period !== undefined) throw new ApiError('invalid_request', [{ path: 'period', code: 'not_with_from_to' }])
  if (query.from === undefined) throw new ApiError('invalid_request', [{ path: 'from', code: 'required' }])
  if (query.to === undefined) throw new ApiError('invalid_request', [{ path: 'to', code: 'required' }])
  if (query.from > query.to) throw new ApiError('invalid_request', [{ path: 'to', code: 'ends_before_start' }])
  return { from: query.from, to: query.to }
}

/** null: no filter. An area outside the group asked for leaves nothing. */
function areaIdsOf(
  group: string | undefined,
  area: AreaRow | null,
  areas: readonly AreaRow[],
): readonly number[] | null {
  const chosen = area ? [area] : areas
  if (group === undefined || group === 'chung') return area ? [area.id] : null
  // A group that has lost its last area is still a group: there is nothing in it, which is no mistake.
  if (!isAreaGroup(group) && !areas.some((candidate) => candidate.groups.includes(group)))
    throw new ApiError('unknown_code', [{ path: 'group', code: 'unknown_group' }])
  const ids = chosen.filter((candidate) => candidate.groups.includes(group)).map(({ id }) => id)
  return ids.length > 0 ? ids : [-1]
}

/** null: no filter. Those who have areas of their own see nothing of others. */
function ownAreaIds(
  asked: readonly number[] | null,
  areas: readonly AreaRow[],
  { areas: own }: View,
): readonly number[] | null {
  if (own === null) return asked
  const ids = areas.filter(({ code, id }) => own.includes(code) && (asked?.includes(id) ?? true)).map(({ id }) => id)
  return ids.length > 0 ? ids : [-1]
}

function known<T extends { readonly code: string }>(list: readonly T[], code: string, path: string): T {
  const found = list.find((candidate) => candidate.code === code)
  if (!found) throw new ApiError('unknown_code', [{ path, code: `unknown_${path}` }])
  return found
}

async function procedureNamed(asked: string, { reference }: SelectionParts): Promise<number> {
  return known(await reference.procedures(), procedureCode(asked), 'procedure').id
}

/** The key of a counter: its name, behind its unit's code where that is not the unit asked about. */
export function counterKey(counter: CounterRow, { unit, below }: Pick<Chosen, 'unit' | 'below'>): string {
  const owner = below.find(({ id }) => id === counter.unitId)
  return owner && owner.id !== unit.id ? `${owner.code}/${counter.name}` : counter.name
}

type Place = Pick<Chosen, 'unit' | 'below'>

async function countersNamed(key: string, place: Place, { reference }: SelectionParts): Promise<number[]> {
  const counters = await reference.counters(place.below.map(({ id }) => id))
  const found = counters.filter((counter) => counterKey(counter, place) === key)
  if (found.length === 0) throw new ApiError('unknown_code', [{ path: 'counter', code: 'unknown_counter' }])
  return found.map((counter) => counter.id)
}

async function questionnaireId(asked: string, { reference }: SelectionParts): Promise<number> {
  const found = (await reference.questionnaires()).find((candidate) => candidate.reference === asked)
  if (!found) throw new ApiError('unknown_code', [{ path: 'questionnaire', code: 'unknown_questionnaire' }])
  return found.id
}

async function knownCriterion(asked: string, { reference }: SelectionParts): Promise<string> {
  const shapes = (await reference.questionnaires()).map(({ body }) => QuestionnaireShape.parse(JSON.parse(body)))
  if (!shapes.some(({ criteria }) => criteria.some(({ code }) => code === asked)))
    throw new ApiError('unknown_code', [{ path: 'criterion', code: 'unknown_criterion' }])
  return asked
}
