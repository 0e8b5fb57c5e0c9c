import { uncapitalized } from '../text/capitals.ts'

/** The name an office most likely has: "Trung tâm Phục vụ hành chính công phường Sài Gòn". */
export const proposedOfficeName = (unitName: string): string =>
  `Trung tâm Phục vụ hành chính công ${uncapitalized(unitName)}`

/**
 * Whom the reports of an office usually go to, one a line. Source: the “Nơi nhận” of communes' reports on administrative
 * reform since 01/7/2025.
 */
export function usualRecipients(unitName: string): readonly string[] {
  const kind = unitKinds.find((word) => uncapitalized(unitName).startsWith(`${word} `))
  const named = kind === undefined ? '' : ` ${kind}`
  return [
    'Sở Nội vụ (để tổng hợp)',
    `Thường trực Đảng ủy, HĐND${named}`,
    `Chủ tịch, các Phó Chủ tịch UBND${named}`,
    'Lưu: VT, TTPVHCC',
  ]
}

/** {ĐV}: what a unit signs as, "UBND phường Đông Hà"; one that is no commune or province goes by its own name. */
export function authorityOf(unitName: string): string {
  const name = unitName.trim()
  const isGoverned = [...unitKinds, 'tỉnh', 'thành phố'].some((kind) => uncapitalized(name).startsWith(`${kind} `))
  return isGoverned ? `UBND ${uncapitalized(name)}` : name
}

const unitKinds = ['xã', 'phường', 'đặc khu'] as const
