import { answeringOffices } from '#core/words/answering-offices'
import { uncapitalized } from '#core/text/capitals'
import { dateText } from '#core/words/format'
import { actionWords, changedSetupWords } from './audit-actions.ts'
import { channelWords } from '#core/words/channels'
import { clockText, weekdayWords } from '#core/words/moments'
import { reportPeriods } from '#core/words/periods'
import { measureWords, shortPercent } from '#core/words/targets'
import { stageWords } from '#core/words/stages'
import { roleWords } from '#core/words/roles'
import { groupWords } from '#core/words/groups'
import { setupSteps } from '../setup/setup-steps.ts'
import type { AuditEntry } from '#contract/audit'

/** Things that are known by a number only. */
const numbered = /^(?:\w+:)?(\d+)$/
const kinds: Readonly<Record<string, string>> = {
  device: 'Thiết bị đánh giá',
  token: 'Mã truy cập',
  link: 'Liên kết giám sát',
}

/** Who did it: the name to sign in with, or what kind of program it was. */
export function actorWords(actor: string): string {
  if (actor === 'hailong:schedule') return 'Máy chủ, theo lịch'
  if (actor === 'hailong:upgrade') return 'Máy chủ, khi nâng cấp'
  if (actor === 'hailong:start') return 'Máy chủ, lúc khởi động'
  if (actor === 'hailong') return 'Dòng lệnh trên máy chủ'
  if (actor === 'first-run') return 'Lần chạy đầu tiên'
  if (actor === '') return 'Không rõ ai'
  const [kind = '', id = ''] = actor.split(':')
  const words = kinds[kind]
  return words === undefined || id === '' ? actor : `${words} số ${id}`
}

/**
 * What was done in one line, and what else is known of it; an action without words stays as it is.
 *
 * @param nameOf the name of the unit with this code; the code itself where there is none
 */
export function auditWords(entry: AuditEntry, nameOf: (code: string) => string): { words: string; more: string } {
  const { action, detail } = entry
  const done = (isAgain(entry) ? changedSetupWords[action] : undefined) ?? actionWords[action] ?? action
  const about = aboutWords(entry, nameOf)
  const { operator, value } = detail
  const target = operator !== undefined && typeof value === 'number' ? [`mức: ${levelWords(operator, value)}`] : []
  const others = Object.entries(detail).filter(([name]) => target.length === 0 || !ofTarget.has(name))
  const moved = action === 'setup.progress' ? moveWords(String(detail['progress'] ?? '')) : []
  const more = [
    ...others.flatMap(([name, found]) => detailWords(name, found, detail[`${name}.old`])),
    ...target,
    ...moved,
  ]
  return { words: about === '' ? done : `${done}: ${about}`, more: more.join(' · ') }
}

/**
 * The set-up was over before this answer: it is a change, not the beginning. Entries without the mark say it by where the
 * set-up stands, which only the last question ends.
 */
const isAgain = ({ action, detail }: AuditEntry): boolean =>
  detail['again'] === true || (action !== 'setup.people' && /"state":"done"/.test(String(detail['progress'] ?? '')))

/** Which question of the set-up was passed over or put off, by where it stood afterwards: `{"state":"begun","step":4}`. */
function moveWords(progress: string): readonly string[] {
  const [, state, at] = /"state":"(\w+)","step":(\d+)/.exec(progress) ?? []
  const number = state === 'begun' ? Number(at) - 1 : Number(at)
  const question = setupSteps[number - 1]
  if (question === undefined) return []
  return [`${state === 'later' ? 'để sau từ' : 'bỏ qua'} câu ${number}, ${question.name}`]
}

const ofTarget = new Set(['operator', 'value'])

const levelWords = (operator: unknown, value: number): string =>
  `${operator === '>' ? '>' : '≥'} ${shortPercent(value)}`

function aboutWords({ action, actor, subject, unit }: AuditEntry, nameOf: (code: string) => string): string {
  if (action === 'session.failed' && subject === '') return 'tên không có trong hệ thống'
  if (subject === actor || action === 'setting.change') return ''
  return subject === unit ? nameOf(subject) : subjectWords(subject)
}

/** `7` and `link:7` are `số 7`: the action has said what it is. */
const subjectWords = (subject: string): string => {
  const [, id] = numbered.exec(subject) ?? []
  return id === undefined ? subject : `số ${id}`
}

const names: Readonly<Record<string, string>> = {
  role: 'vai trò',
  label: 'ghi chú',
  name: 'tên',
  displayName: 'tên hiển thị',
  areas: 'lĩnh vực',
  area: 'lĩnh vực',
  level: 'cấp',
  before: 'đứng trước',
  added: 'thêm',
  changed: 'sửa',
  retired: 'ngừng dùng',
  offered: 'hiện trên thiết bị',
  answeredBy: 'cơ quan, phòng giải quyết',
  group: 'về',
  groups: 'nhóm',
  value: 'giá trị',
  from: 'từ',
  to: 'đến',
  validFrom: 'từ',
  validTo: 'đến',
  measure: 'loại',
  stages: 'khâu',
  periodFrom: 'kỳ từ',
  periodTo: 'kỳ đến',
  answers: 'số lượt',
  format: 'dạng tệp',
  count: 'số lần',
  cutOffDay: 'ngày chốt',
  stage: 'khâu',
  minimumAnswers: 'số lượt ít nhất',
  replaces: 'thay cho số',
  device: 'thiết bị số',
  different: 'số ô khác',
  problems: 'số chỗ sai',
  ok: 'nguyên vẹn',
  read: 'đã đọc',
  stored: 'đã ghi',
  duplicate: 'trùng',
  conflict: 'mâu thuẫn',
  rejected: 'không nhận',
  questionnaire: 'bộ câu hỏi',
  channels: 'kênh',
  sha256: 'mã băm SHA-256 của tệp',
  folder: 'thư mục',
  bytes: 'số byte',
  by: 'bằng',
  'office.name': 'tên nơi tiếp nhận',
  'office.administrative-unit': 'đơn vị hành chính',
  'report.periods': 'kỳ báo cáo',
  'report.recipients': 'nơi nhận',
  'backup.folder': 'thư mục sao lưu',
  code: 'mã',
  action: 'loại việc',
  actor: 'người thực hiện',
}

/** Numbers of the database that tell a reader nothing, and the unit, which stands beside each entry. */
const hidden = new Set(['unit', 'unitId', 'fromUnit', 'toUnit', 'setup.progress', 'progress', 'again'])

type DetailValue = AuditEntry['detail'][string]

/** `tên: “Một cửa” → “Trung tâm”` where it is known what stood there before. */
function detailWords(name: string, value: DetailValue, old: DetailValue | undefined): readonly string[] {
  if (hidden.has(name) || name.endsWith('.old')) return []
  const called = names[name] ?? name
  const now = value === null || value === '' ? null : valueWords(name, value)
  if (old === undefined || old === null) return now === null ? [] : [`${called}: ${now}`]
  return [`${called}: “${valueWords(name, old)}” → ${now === null ? 'để trống' : `“${now}”`}`]
}

/** Details that hold codes: one, several with a space between, or a JSON list. */
const coded: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  measure: new Map(Object.entries(measureWords)),
  stages: new Map(Object.entries(stageWords)),
  stage: new Map(Object.entries(stageWords)),
  areas: new Map([['all', 'tất cả']]),
  answeredBy: new Map(answeringOffices.map(({ code, words }) => [code, words])),
  cutOffDay: new Map([['end', 'ngày cuối tháng']]),
  'report.periods': new Map(reportPeriods.map(({ kind, words }) => [kind, words])),
  channels: new Map(Object.entries(channelWords).map(([channel, words]) => [channel, uncapitalized(words)])),
}

const codedWords = (words: ReadonlyMap<string, string> | undefined, value: string): string =>
  (value.match(/[\w-]+/g) ?? []).map((code) => words?.get(code) ?? code).join(', ')

function valueWords(name: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'có' : 'không'
  if (typeof value === 'number') return String(value).replace('.', ',')
  if (name === 'role') return Object.entries(roleWords).find(([role]) => role === value)?.[1] ?? value
  if (name === 'group') return groupWords(value)
  if (name in coded) return codedWords(coded[name], value)
  if (name === 'by' && value === 'reset-link') return 'liên kết đặt mật khẩu'
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateText(value) : value
}

/** `Thứ Sáu, 20/11/2026`. */
export function dayWords(day: string): string {
  const weekday = weekdayWords[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? ''
  return `${weekday}, ${dateText(day)}`
}

const QUARTER_HOUR = 15

/**
 * `08:31`, civil time; of a kiosk only the day is kept, for a moment could point to who stood there. Failed sign-ins are
 * counted over the quarter of an hour at whose end they are written: `từ 08:15 đến 08:30`.
 */
export function timeWords({ at, actor, action }: Pick<AuditEntry, 'at' | 'actor' | 'action'>): string {
  const time = at.slice(11, 16)
  if (action === 'session.failed') return `từ\u00a0${quarterBefore(time)} đến\u00a0${time}`
  return time === '00:00' && actor.startsWith('device:') ? 'trong ngày' : time
}

/** When the quarter of an hour began that ended last before this time of a day. */
function quarterBefore(time: string): string {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const began = minutes - (minutes % QUARTER_HOUR) - QUARTER_HOUR
  return clockText((began + 1440) % 1440)
}
