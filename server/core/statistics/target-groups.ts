import { areaGroups, isAreaGroup } from '../questions/area-groups.ts'
import type { AreaGroup } from '../questions/area-groups.ts'

/** What plans set targets for and no kiosk can answer: their results come from elsewhere. */
export const externalGroups: readonly AreaGroup[] = [
  { code: 'phuc-vu', name: 'Phục vụ của cơ quan hành chính nhà nước' },
  { code: 'y-te-giao-duc', name: 'Dịch vụ y tế, giáo dục công lập' },
]

/** All areas together. */
export const ALL_AREAS: AreaGroup = { code: 'chung', name: 'Giải quyết TTHC, tất cả lĩnh vực' }

/** Every group a target or an external result can be about, in the order in which pages list them. */
export const targetGroups: readonly AreaGroup[] = [ALL_AREAS, ...areaGroups, ...externalGroups]

/** Whether answers of this system can say anything about the group. */
export const isFedByKiosks = (group: string): boolean => group === ALL_AREAS.code || isAreaGroup(group)

/** The place of a group in lists, all areas first; groups an office made itself come last. */
export function groupRank(group: string): number {
  const place = targetGroups.findIndex(({ code }) => code === group)
  return place < 0 ? targetGroups.length : place
}
