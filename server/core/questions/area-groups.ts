import { groupWords } from '../words/groups.ts'

/** Nhóm lĩnh vực: areas that a target is about. */
export interface AreaGroup {
  readonly code: string
  readonly name: string
}

/** The group that holds all areas; no area lists it. */
export const ALL_AREAS = 'chung'

const codes = ['dat-dai-xay-dung', 'nhay-cam'] as const

/**
 * Groups that plans set targets for or watch more closely. Which areas belong to one is data of the office: an appendix
 * of one plan leaves construction out of the group that its text names "đất đai, xây dựng".
 */
export const areaGroups: readonly AreaGroup[] = codes.map((code) => ({ code, name: groupWords(code) }))

/** Whether areas may be put into this group. */
export function isAreaGroup(code: string): boolean {
  return areaGroups.some((group) => group.code === code)
}
