import { ALL_AREAS, areaGroups, isAreaGroup } from '../questions/area-groups.ts'

/** What plans set targets for and no kiosk can answer, and the indexes that others publish. */
export const externalGroups: readonly string[] = [
  ...['phuc-vu', 'y-te-giao-duc', 'sipas', 'papi', 'par-index', 'khao-sat-tinh'],
]

/** A result that is none of these: it is called by a title of its own, and no target is about it. */
export const OTHER_RESULT = 'khac'

/** Every group a target or an external result can be about, in the order in which pages list them. */
export const targetGroups: readonly string[] = [ALL_AREAS, ...areaGroups.map(({ code }) => code), ...externalGroups]

/** Whether answers of this system can say anything about the group. */
export const isFedByKiosks = (group: string): boolean => group === ALL_AREAS || isAreaGroup(group)

/** The place of a group in lists, all areas first; groups an office made itself come last. */
export function groupRank(group: string): number {
  const rank = targetGroups.indexOf(group)
  return rank < 0 ? targetGroups.length : rank
}
