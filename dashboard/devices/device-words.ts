import { AHEAD_REMEDY, aheadFact } from '#core/operations/ahead-words'
import { countText } from '#core/words/format'
import { civilTime } from '#core/time/civil-time'
import { quickRepeatWords } from '#core/operations/device-rate'
import { agoWords, momentInSentence } from '#core/words/moments'
import type { Device } from '#contract/devices'

/** How a kiosk is doing. `rest`: not heard of, and nobody misses it, for the office is closed. */
export interface DeviceCondition {
  readonly tone: 'good' | 'rest' | 'quiet' | 'check' | 'gone'
  readonly words: string
}

/** Something about a kiosk that is not as it should be: what it is, and what to do. */
export interface DeviceConcern {
  /** `person`: somebody should see to it now; `note`: when there is time. */
  readonly tone: 'person' | 'note'
  readonly what: string
  readonly remedy: string
}

const QUARTER_HOUR_MS = 15 * 60_000
/** A clock further off than this is worth a word; stamps go by the server's clock all the same. */
const CLOCK_TOLERANCE_MS = 2 * 60_000

/** Whether it takes ratings: not revoked, and no other kiosk in its place. */
export const isInUse = (device: Device): boolean => !device.revoked && !device.replaced

/** The one thing to know of a kiosk first; `nowMs` in milliseconds since 1970. */
export function deviceCondition(device: Device, nowMs: number): DeviceCondition {
  if (device.revoked) return { tone: 'gone', words: device.replaced ? 'Đã được thay' : 'Đã thu hồi' }
  if (device.replaced) return { tone: 'gone', words: 'Đã được thay, đang gửi nốt' }
  if (device.silent) return { tone: 'quiet', words: device.lastSeenAt === null ? 'Chưa kết nối' : 'Mất kết nối' }
  if (needsPerson(device)) return { tone: 'check', words: 'Cần kiểm tra' }
  if (device.lastSeenAt === null) return { tone: 'rest', words: 'Chờ kết nối' }
  const isLate = nowMs - Date.parse(device.lastSeenAt) > QUARTER_HOUR_MS
  return isLate ? { tone: 'rest', words: 'Đang tắt' } : { tone: 'good', words: 'Đang hoạt động' }
}

/** Whether somebody should see to it now. */
export const needsPerson = (device: Device): boolean =>
  deviceConcerns(device).some((concern) => concern.tone === 'person')

/** What stands out about a kiosk, the gravest first; empty of one that takes no ratings any more. */
export function deviceConcerns(device: Device): readonly DeviceConcern[] {
  if (!isInUse(device)) return []
  return [ahead, shared, lost, quiet, missing, failed, rate, clock, storage, version].flatMap(
    (look) => look(device) ?? [],
  )
}

/** What stands out about several kiosks in the same words, and about how many: it is said once, above them all. */
export interface SharedConcern extends DeviceConcern {
  readonly count: number
}

/** Notes that two kiosks or more have in common; what needs somebody at a kiosk stays beside that kiosk. */
export function sharedConcerns(devices: readonly Device[]): readonly SharedConcern[] {
  const found = new Map<string, SharedConcern>()
  for (const concern of devices.flatMap(deviceConcerns).filter(({ tone }) => tone === 'note'))
    found.set(concern.what, { ...concern, count: (found.get(concern.what)?.count ?? 0) + 1 })
  return [...found.values()].filter(({ count }) => count > 1)
}

type Look = (device: Device) => DeviceConcern | null

const shared: Look = ({ flagged }) =>
  flagged
    ? {
        tone: 'person',
        what: 'Hai máy đang dùng chung một danh tính: cùng một số thứ tự đã đến từ hai lượt khác nhau. Thường do sao chép ổ đĩa hoặc hồ sơ trình duyệt sang máy khác, hay khôi phục máy từ bản sao cũ.',
        remedy:
          'Mời thu hồi thiết bị này rồi ghép lại từng máy bằng mã riêng. Lượt đã nhận vẫn được tính đủ; lượt còn trên máy sẽ được gửi sau khi ghép lại.',
      }
    : null

const lost: Look = ({ mayBeLost }) => {
  if (mayBeLost === null) return null
  const { count, from, to } = mayBeLost
  const since = from === null ? 'từ khi ghép' : `từ ${civilMoment(from)}`
  const span = `Mất liên lạc ${since}, rồi quầy này được ghép lại lúc ${civilMoment(to)}`
  return {
    tone: count > 0 ? 'person' : 'note',
    what:
      count > 0
        ? `${span}: có thể mất ${countText(count)} lượt.`
        : `${span}: nếu dữ liệu trình duyệt đã bị xóa, lượt trong khoảng đó có thể mất, không rõ bao nhiêu.`,
    remedy:
      'Nếu máy cũ còn giữ dữ liệu, mời mở lại máy đó khi có mạng: máy tự gửi tiếp. Nếu không, mời ghi vào biên bản rồi thu hồi thiết bị này.',
  }
}

const civilMoment = (iso: string): string => momentInSentence(civilTime(Date.parse(iso)))

const quiet: Look = ({ silent, lastSeenAt, mayBeLost }) =>
  silent && mayBeLost === null
    ? {
        tone: 'person',
        what: `${lastSeenAt === null ? 'Chưa có tín hiệu từ khi ghép' : 'Không có tín hiệu'} trong giờ làm việc.`,
        remedy:
          'Mời kiểm tra nguồn điện, mạng và trình duyệt tại quầy. Lượt người dân đã chạm vẫn nằm trên máy và tự gửi khi có mạng.',
      }
    : null

const missing: Look = (device) =>
  device.missing.length > 0 && device.mayBeLost === null
    ? {
        tone: 'person',
        what: `Thiếu ${missingWords(device)}: thiết bị đã đánh số nhưng máy chủ chưa nhận được và thiết bị không còn giữ.`,
        remedy:
          'Nếu vừa phục hồi bản sao lưu, thiết bị sẽ tự gửi lại trong vài phút. Nếu không, có thể dữ liệu trình duyệt trên máy đã bị xóa: mời kiểm tra máy.',
      }
    : null

const failed: Look = ({ lastError }) =>
  lastError === null || lastError === ''
    ? null
    : {
        tone: /^set_aside_|^http_40[13]$/.test(lastError) ? 'person' : 'note',
        what: `Lỗi gần nhất: ${errorWords(lastError)}.`,
        remedy: '',
      }

const ahead: Look = (device) =>
  device.ahead ? { tone: 'person', what: aheadFact(device.name), remedy: AHEAD_REMEDY } : null

const rate: Look = ({ quickRepeats }) =>
  quickRepeats === null
    ? null
    : {
        tone: 'note',
        what: `${quickRepeatWords(quickRepeats)}.`,
        remedy: 'Các lượt vẫn được giữ và tính đủ. Mời xem ai đã dùng thiết bị trong ngày đó.',
      }

const clock: Look = ({ clockOffsetMs }) => {
  if (clockOffsetMs === null || Math.abs(clockOffsetMs) <= CLOCK_TOLERANCE_MS) return null
  const minutes = countText(Math.round(Math.abs(clockOffsetMs) / 60_000))
  return {
    tone: 'note',
    what: `Đồng hồ của thiết bị ${clockOffsetMs > 0 ? 'chậm' : 'nhanh'} ${minutes} phút so với máy chủ.`,
    remedy: 'Ngày của lượt đánh giá vẫn tính theo máy chủ; mời chỉnh lại đồng hồ của thiết bị.',
  }
}

const storage: Look = (device) =>
  device.storage === null || device.storage === 'durable'
    ? null
    : {
        tone: 'note',
        what: 'Trình duyệt chưa được cấp quyền lưu dữ liệu lâu dài: khi máy đầy bộ nhớ, lượt chưa gửi có thể bị xóa.',
        remedy: 'Mời cài trang đánh giá thành ứng dụng (trình đơn của trình duyệt, mục Cài đặt) rồi mở lại từ đó.',
      }

const version: Look = ({ behind, appVersion }) =>
  behind
    ? {
        tone: 'note',
        what: `Đang hiện phiên bản ${appVersion ?? ''}, khác với phiên bản của máy chủ.`,
        remedy: 'Thiết bị tự cập nhật lúc không có người. Nếu sang ngày sau vẫn chưa, mời tải lại trang trên thiết bị.',
      }
    : null

/** When it was last heard of: `5 phút trước`. */
export function lastSeenWords({ lastSeenAt }: Pick<Device, 'lastSeenAt'>, nowMs: number): string {
  return lastSeenAt === null ? 'chưa lần nào' : agoWords(Date.parse(lastSeenAt), nowMs)
}

/** What it still held at its last report; null of a kiosk that has never reported. */
export function waitingWords({ waiting }: Pick<Device, 'waiting'>): string {
  if (waiting === null) return 'chưa rõ'
  return waiting === 0 ? 'đã gửi hết' : `${countText(waiting)} lượt chờ gửi`
}

/** `3 lượt (số 5, 7–8)`. */
function missingWords({ missing: ranges }: Device): string {
  const count = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const numbers = ranges.map(({ from, to }) => (from === to ? countText(from) : `${countText(from)}–${countText(to)}`))
  return `${countText(count)} lượt (số ${numbers.slice(0, 5).join(', ')}${numbers.length > 5 ? '…' : ''})`
}

/** What the list comes to in one line; null where there is no kiosk in use. */
export function listWords(devices: readonly Device[]): string | null {
  const inUse = devices.filter(isInUse)
  if (inUse.length === 0) return null
  const count = inUse.filter(needsPerson).length
  const noted = inUse.filter((device) => !needsPerson(device) && deviceConcerns(device).length > 0).length
  const note = noted === 0 ? '' : `${countText(noted)} thiết bị${count > 0 ? ' khác' : ''} có điều cần lưu ý.`
  if (count > 0) return `${countText(count)}/${countText(inUse.length)} thiết bị cần kiểm tra. ${note}`.trim()
  return `${countText(inUse.length)} thiết bị hoạt động bình thường. ${note}`.trim()
}

/**
 * One calm line about kiosks that are silent while the office is open; null when none is.
 *
 * @param unitName the unit of a kiosk where it has to be said, else null
 */
export function silentWords(devices: readonly Device[], unitName: (code: string) => string | null): string | null {
  const silent = devices.filter((device) => device.silent)
  const [first] = silent
  if (first === undefined) return null
  if (silent.length > 1) return `${countText(silent.length)} thiết bị đánh giá chưa có tín hiệu trong giờ làm việc.`
  const unit = unitName(first.unit)
  return `Thiết bị đánh giá ${first.name}${unit === null ? '' : ` (${unit})`} chưa có tín hiệu trong giờ làm việc.`
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
