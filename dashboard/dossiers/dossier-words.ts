import type { DossierField, PortalField } from '#core/dossiers/counts'
import { dossierFields } from '#core/dossiers/counts'
import { dateText } from '#core/words/format'
import { momentInSentence } from '#core/words/moments'
import type { SheetMonth } from './grid.ts'

/** Heads of the columns. */
export const fieldWords: Readonly<Record<DossierField, string>> = {
  received: 'Tiếp nhận',
  early: 'Trả trước hạn',
  onTime: 'Trả đúng hạn',
  late: 'Trả quá hạn',
  apologised: 'Đã xin lỗi bằng văn bản',
}

export const columns = dossierFields.map((field) => ({ field, words: fieldWords[field] }))

export const portalWords: Readonly<Record<PortalField, string>> = {
  dossiers: 'Tổng số hồ sơ',
  untroubled: 'Hồ sơ không bị đánh giá không hài lòng, không có phản ánh, không quá hạn',
  petitions: 'Phản ánh, kiến nghị: tiếp nhận',
  answered: 'Trong đó: đã trả lời',
  onTime: 'Trong đó: trả lời đúng hạn',
}

/** `Tháng 10/2026`. */
export const monthWords = (month: string): string => `Tháng ${Number(month.slice(5))}/${month.slice(0, 4)}`

/** Whether anybody entered a month, in one or two words. */
export function monthState({ begun, counts, portal }: Pick<SheetMonth, 'begun' | 'counts' | 'portal'>): string {
  if (counts.length > 0) return 'Đã nhập'
  if (portal !== null) return 'Mới nhập số của Cổng'
  return begun ? 'Chưa nhập' : 'Chưa đến'
}

/** Which days a month takes where it is none of the calendar. */
export const monthDays = ({ from, to }: Pick<SheetMonth, 'from' | 'to'>): string =>
  `Từ ngày ${dateText(from)} đến ngày ${dateText(to)}`

/** Who entered a month last; empty where nobody did. */
export function enteredWords({ counts, portal }: Pick<SheetMonth, 'counts' | 'portal'>): string {
  const entries = [...counts, ...(portal === null ? [] : [portal])].toSorted((one, other) =>
    one.at < other.at ? 1 : -1,
  )
  const [last] = entries
  if (last === undefined) return ''
  const corrections = entries.reduce((sum, entry) => sum + entry.corrections, 0)
  const corrected = corrections === 0 ? '' : `; đã sửa ${corrections} lần, số cũ vẫn được lưu`
  return `${last.by} nhập lúc ${momentInSentence(last.at)}${corrected}.`
}
