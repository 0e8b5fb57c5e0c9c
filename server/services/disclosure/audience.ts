import type { SatisfactionQuery } from '#contract/satisfaction'
import { OVERALL } from '#core/questions/questionnaire'
import { managerPolicy, readerPolicy } from '#core/disclosure/suppression'
import type { ViewPolicy } from '#core/disclosure/suppression'
import type { Principal } from '../../http/access/access.ts'
import { ApiError } from '../../http/framework/errors.ts'

/** What the caller may see of figures. */
export interface View {
  readonly policy: ViewPolicy
  /** Codes of the areas that everything is about; null: all. */
  readonly areas: readonly string[] | null
}

const readers: readonly Principal['role'][] = ['officer', 'supervisor']

/** Those who run the office see more than its officers, who see their own areas, and than those who watch over it. */
export function viewOf({ role, areas }: Principal): View {
  if (!readers.includes(role)) return { policy: managerPolicy, areas: null }
  return { policy: readerPolicy, areas: role === 'officer' ? (areas ?? []) : null }
}

const filters = ['group', 'area', 'procedure', 'stage', 'channel', 'counter', 'questionnaire', 'criterion'] as const
/** What a filter is called that leaves nothing out. */
const noFilter: Readonly<Record<string, string>> = { group: 'chung', criterion: OVERALL }

/** The filter of a question, by the name of its parameter; null when it has none. */
export type FilterName = (typeof filters)[number]

/** @throws invalid_request `one_filter_only` for a second filter, outside_areas for an area that is not the caller's */
export function checkQuestion({ policy, areas }: View, query: Readonly<SatisfactionQuery>): FilterName | null {
  const [used = null, second] = filters.filter((name) => query[name] !== undefined && query[name] !== noFilter[name])
  if (!policy.levels && second) throw new ApiError('invalid_request', [{ path: second, code: 'one_filter_only' }])
  if (query.area !== undefined && areas && !areas.includes(query.area)) throw new ApiError('outside_areas')
  return used
}
