/** Nhóm lĩnh vực that areas can belong to; `chung` holds all of them and is never listed. */
export interface AreaGroup {
  readonly code: string
  readonly name: string
}

/**
 * Groups that plans set targets for or watch more closely. Which areas belong to one is data of the office: an appendix
 * of one plan leaves construction out of the group that its text names "đất đai, xây dựng".
 */
export const areaGroups: readonly AreaGroup[] = [
  { code: 'dat-dai-xay-dung', name: 'Đất đai, xây dựng' },
  { code: 'nhay-cam', name: 'Lĩnh vực nhạy cảm' },
]

/** Whether areas may be put into this group. */
export function isAreaGroup(code: string): boolean {
  return areaGroups.some((group) => group.code === code)
}
