import { dateText } from './format.ts'

export const weekdayWords = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'] as const

/** A moment in civil time as the server writes it, `2026-11-20T08:31:07+07:00`, as `08:31, 20/11/2026`. */
export function momentText(moment: string): string {
  return `${moment.slice(11, 16)}, ${dateText(moment)}`
}

/** The same of a moment that is kept to the quarter of an hour only: `khoảng 08:30, 20/11/2026`. */
export const roughMomentText = (moment: string): string => `khoảng ${momentText(moment)}`

/** The same within a sentence: `08:31 ngày 20/11/2026`. */
export const momentInSentence = (moment: string): string => `${moment.slice(11, 16)} ngày ${dateText(moment)}`

/** Minutes since midnight as `07:30`. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

const MINUTE_MS = 60_000

/** How long ago a moment was, both in milliseconds since 1970: `vừa xong`, `5 phút trước`, `2 ngày trước`. */
export function agoWords(momentMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - momentMs) / MINUTE_MS)
  if (minutes < 1) return 'vừa xong'
  if (minutes < 60) return `${minutes} phút trước`
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `${hours} giờ trước` : `${Math.floor(hours / 24)} ngày trước`
}
