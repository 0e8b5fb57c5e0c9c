import type { SatisfactionQuery } from '#contract/satisfaction'
import { managerPolicy, readerPolicy } from '#core/disclosure/suppression'
import type { DisclosurePolicy } from '#core/disclosure/suppression'
import { OVERALL } from '#core/questions/questionnaire'

/** Who reads figures: how much of them, of which areas, and from which unit downward. */
export interface Audience {
  /** The reader's own unit: figures are of this one and of those below it. */
  readonly unitId: number
  readonly policy: DisclosurePolicy
  /** Codes of the areas that everything is about; null: all. */
  readonly areas: readonly string[] | null
}

/** What is known of whoever asks. */
export interface Reader {
  readonly role: string
  readonly unitId: number
  /** Codes of the areas given to an officer; null where a role has none of its own. */
  readonly areas: readonly string[] | null
}

/** Those who run the office see the levels of all areas. */
const managerRoles: readonly string[] = ['admin', 'manager', 'leader', 'superior']
/** Those who watch over it see the shares of all areas. */
const watcherRoles: readonly string[] = ['supervisor']

/** Everybody else sees the shares of the areas given to them: a role that nobody thought of sees nothing more. */
export function audienceOf({ role, unitId, areas }: Reader): Audience {
  if (managerRoles.includes(role)) return { unitId, policy: managerPolicy, areas: null }
  return { unitId, policy: readerPolicy, areas: watcherRoles.includes(role) ? null : (areas ?? []) }
}

const filters = [
  'group',
  'area',
  'answeredBy',
  'procedure',
  'stage',
  'channel',
  'counter',
  'questionnaire',
  'criterion',
] as const
/** What a filter is called that leaves nothing out. */
const noFilter: Readonly<Record<string, string>> = { group: 'chung', criterion: OVERALL }

/** What a question can be narrowed by, named as its parameter is. */
export type FilterName = (typeof filters)[number]

/** The filters of a question that leave something out, in a fixed order. */
export function filtersOf(query: Readonly<SatisfactionQuery>): readonly FilterName[] {
  return filters.filter((name) => query[name] !== undefined && query[name] !== noFilter[name])
}
