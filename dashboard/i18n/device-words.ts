import { countText } from '#core/format'
import { agoWords } from './words.ts'
import type { Device } from '#contract/devices'

/** How a kiosk is doing. `quiet`: it has not been heard of for an hour, or never. */
export interface DeviceCondition {
  readonly tone: 'good' | 'quiet' | 'check' | 'gone'
  readonly words: string
}

const HOUR_MS = 3_600_000

/** The one thing to know of a kiosk first; `nowMs` in milliseconds since 1970. */
export function deviceCondition(device: Device, nowMs: number): DeviceCondition {
  if (device.revoked) return { tone: 'gone', words: 'Đã thu hồi' }
  if (device.flagged) return { tone: 'check', words: 'Cần kiểm tra' }
  if (device.lastSeenAt === null) return { tone: 'quiet', words: 'Chưa kết nối' }
  const isLate = nowMs - Date.parse(device.lastSeenAt) > HOUR_MS
  return isLate ? { tone: 'quiet', words: 'Mất kết nối' } : { tone: 'good', words: 'Đang hoạt động' }
}

/** When it was last heard of: `5 phút trước`. */
export function lastSeenWords({ lastSeenAt }: Pick<Device, 'lastSeenAt'>, nowMs: number): string {
  return lastSeenAt === null ? 'chưa lần nào' : agoWords(Date.parse(lastSeenAt), nowMs)
}

/** What it still held at its last report; null of a kiosk that has never reported. */
export function waitingWords({ waiting }: Pick<Device, 'waiting'>): string {
  if (waiting === null) return 'chưa rõ'
  return waiting === 0 ? 'đã gửi hết' : `${countText(waiting)} lượt chờ gửi`
}

/** What stands out and what to do about it; null when nothing does. */
export function deviceAdvice(device: Device): string | null {
  if (device.revoked) return null
  if (device.flagged) return 'Có thể hai thiết bị dùng chung một mã. Mời thu hồi rồi ghép lại từng thiết bị.'
  return device.lastError === null || device.lastError === '' ? null : `Lỗi gần nhất: ${errorWords(device.lastError)}`
}

/** The codes that a kiosk reports, in words; what it may report one day beyond them is `lỗi khác`. */
function errorWords(code: string): string {
  const [, aside] = /^set_aside_(\d+)$/.exec(code) ?? []
  if (aside !== undefined) return `máy chủ chưa nhận ${countText(Number(aside))} lượt, thiết bị đang giữ riêng`
  if (code === 'network') return 'không kết nối được với máy chủ'
  if (code === 'http_401' || code === 'http_403') return 'máy chủ không nhận thiết bị này, mời ghép lại'
  if (code === 'http_429') return 'thiết bị gửi quá nhiều lần trong thời gian ngắn'
  return /^http_5\d\d$/.test(code) ? 'máy chủ đang bận hoặc gặp lỗi' : 'lỗi khác'
}
