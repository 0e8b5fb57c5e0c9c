import { existsSync } from 'node:fs'
import { bytesText } from '#core/words/bytes'
import { isToldOf, quickRepeatWords } from '#core/operations/device-rate'
import { backupState } from '#core/operations/backup-state'
import { countText, dateText } from '#core/words/format'
import { civilClock, civilDate } from '#core/time/civil-time'
import { canBePast, CLOCK_SLACK_MS, doubtOf } from '#core/time/clock-doubt'
import { clockDoubtWords } from '#core/time/clock-words'
import { builtAt } from '../../built-at.ts'
import { createClockMarks } from '../../store/clock/clock-marks.ts'
import type { Config } from '../../config.ts'
import { historyOf } from '../../services/backups/backup-history.ts'
import type { BackupRuns } from '../../store/operations/backup-runs.ts'
import { createBackups } from '../../store/operations/backup-runs.ts'
import type { Database } from '../../store/engine/database.ts'
import { openDatabase } from '../../store/engine/database.ts'
import type { LatestSigns } from '../../store/operations/doctor.ts'
import type { DeviceAhead } from '../../store/devices/devices-ahead.ts'
import { devicesAhead } from '../../store/devices/devices-ahead.ts'
import { unitsInCircles } from '../../store/office/units.ts'
import { latestSigns } from '../../store/operations/doctor.ts'
import { inspectDatabase } from '../../store/operations/inspect.ts'
import { needsMigration } from '../../store/engine/migrate.ts'
import { backupFailureAdvice } from '#core/words/backup-failures'
import type { Finding } from './doctor-findings.ts'
import { findingsOf } from './doctor-findings.ts'
import { filesIn } from '../../store/engine/data-files.ts'
import type { Keys } from '../../store/ledger/keys.ts'
import { readKeys } from '../../store/ledger/keys.ts'
import { startFailure } from '../../start-failures.ts'

const DAY_MS = 86_400_000
/** No office is shut for so long that a kiosk would rightly be silent. */
const SILENT_AFTER_MS = 3 * DAY_MS

/** The file, its ledgers, backups, clock and devices; nothing of it is changed. */
export async function databaseFindings(config: Config, now: number): Promise<Finding[]> {
  const { good, note, bad } = findingsOf('database')
  const file = filesIn(config.dataDir).database
  if (!existsSync(file)) return [note('Chưa có cơ sở dữ liệu. (There is no database yet.)')]
  try {
    if (await needsMigration(file))
      return [note('Dữ liệu do phiên bản cũ ghi: được nâng cấp, có bản sao, khi khởi động. (It will be upgraded.)')]
    const database = openDatabase(file)
    try {
      return [
        good('Cơ sở dữ liệu mở được, ghi chắc chắn (WAL, FULL)'),
        ...(await contentFindings(database, config, now)),
      ]
    } finally {
      await database.close()
    }
  } catch (error) {
    const sentence = startFailure(error, { port: config.port, dataDir: config.dataDir })
    return [
      bad(
        sentence ?? `Không mở được cơ sở dữ liệu: ${String(error)}. Hãy phục hồi bản sao lưu. (It cannot be opened.)`,
      ),
    ]
  }
}

async function contentFindings(database: Database, config: Config, now: number): Promise<Finding[]> {
  const backups = createBackups(database, config.backup.folder)
  const signs = await latestSigns(database.reads)
  return [
    ...(await fileFindings(database.file, civilDate(now))),
    ...keyFindings(await readKeys(database.reads), config),
    backupFinding(await backups.runs(now), now),
    ...(await clockFindings(database, now)),
    ...deviceFindings(signs.devices, now),
    ...lossFindings(signs.devices),
    ...rateFindings(signs.devices, now),
    ...aheadFindings(await devicesAhead(database.reads)),
    ...circleFindings(await unitsInCircles(database.reads)),
  ]
}

async function fileFindings(file: string, today: string): Promise<Finding[]> {
  const integrity = findingsOf('integrity')
  const ledger = findingsOf('ledger')
  const { damage, responses, verification } = await inspectDatabase(file, today)
  if (damage.length > 0)
    return [integrity.bad(`Tệp dữ liệu bị hỏng (${damage[0] ?? ''}): hãy phục hồi bản sao lưu. (The file is damaged.)`)]
  const [problem] = verification.problems
  return [
    integrity.good('Tệp dữ liệu nguyên vẹn'),
    problem
      ? ledger.bad(
          `Sổ ghi có vấn đề (${problem.unit}: ${problem.code}): hãy chạy "hailong verify". (The ledger has problems.)`,
        )
      : ledger.good(`Sổ ghi nguyên vẹn, ${countText(responses)} lượt`),
  ]
}

function keyFindings(keys: Keys, { port, dataDir }: Config): Finding[] {
  if (keys.file === null) return []
  const { good, bad } = findingsOf('signing-key')
  try {
    keys.signing()
    return [good(`Khóa ký nằm ở tệp riêng ${keys.file} (hãy cất thêm một bản ở nơi khác)`)]
  } catch (error) {
    return [bad(startFailure(error, { port, dataDir }) ?? String(error))]
  }
}

function backupFinding(runs: BackupRuns, now: number): Finding {
  const { good, bad } = findingsOf('backup')
  const { lastGood, lastFailure, folder } = runs
  const since = lastGood === null ? 'chưa lần nào' : `từ ${dateText(civilDate(Date.parse(lastGood.at)))}`
  switch (backupState(historyOf(runs), now)) {
    case 'unset':
      return bad('Chưa chọn thư mục sao lưu: đặt BACKUP_DIR hoặc chọn trong Thiết lập. (No backup folder.)')
    case 'failed':
      return bad(`Lần sao lưu gần nhất không thành. ${backupFailureAdvice[lastFailure?.reason ?? 'copy_failed']}`)
    case 'stale':
      return bad(`Chưa sao lưu (${since}): hãy chạy "hailong backup". (The last backup is too old.)`)
    case 'fine':
      return good(`Đã sao lưu ${since}, ${bytesText(lastGood?.bytes ?? 0)}, vào ${folder ?? ''}`)
  }
}

function aheadFindings(ahead: readonly DeviceAhead[]): Finding[] {
  if (ahead.length === 0) return []
  const { bad } = findingsOf('ahead')
  const seen = ahead.map(({ unit, device, size }) => `${unit}, ${device}: ${size} lượt`).join('; ')
  return [
    bad(
      `Máy chủ có ít hơn thiết bị đã thấy (${seen}): dữ liệu đã mất, bị cắt hoặc là tệp cũ. Hãy chạy "hailong verify", giữ lại tệp dữ liệu và bản sao lưu. (Kiosks have seen more than this server holds.)`,
    ),
  ]
}

function circleFindings(codes: readonly string[]): Finding[] {
  if (codes.length === 0) return []
  const { bad } = findingsOf('units')
  return [
    bad(
      `Đơn vị cấp trên của ${codes.join(', ')} tạo thành vòng, nên các đơn vị này không hiện trong cây: hãy phục hồi bản sao lưu trước lúc tệp dữ liệu bị sửa. (The parents of these units form a circle.)`,
    ),
  ]
}

/** A machine whose battery is flat starts in another year: ratings would get wrong days. */
async function clockFindings(database: Database, now: number): Promise<Finding[]> {
  const { good, note, bad } = findingsOf('clock')
  const marks = createClockMarks(database)
  const { newest, doubt } = await marks.read()
  const entry = doubt === null ? await marks.lastEntry() : null
  const isBehind = entry !== null && now < entry - CLOCK_SLACK_MS
  const found = isBehind ? 'behind_records' : (doubtOf(now, { newest, builtAt: builtAt ?? null }) ?? doubt)
  const units = await database.reads.selectFrom('unit').select('id').execute()
  const days = await marks.uncertainDays(units.map(({ id }) => id))
  const ratings = days.reduce((sum, day) => sum + day.ratings, 0)
  const host = `Đồng hồ máy: ${dateText(civilDate(now))} ${civilClock(now)}`
  return [
    found === null ? good(`${host}; ngày tính theo giờ Việt Nam`) : bad(`${host}. ${clockDoubtWords[found]}`),
    ...(ratings === 0
      ? []
      : [
          note(
            `${countText(ratings)} lượt có giờ chưa chắc chắn: xem bằng "hailong clock". (Ratings of an uncertain time.)`,
          ),
        ]),
  ]
}

/** Kiosks whose counter was paired anew while they held ratings: those may be gone with the browser's data. */
function lossFindings(devices: LatestSigns['devices']): Finding[] {
  const { note } = findingsOf('lost')
  return devices.flatMap(({ name, mayBeLost }) =>
    mayBeLost !== null && mayBeLost.count > 0
      ? [
          note(
            `${name}: có thể mất ${countText(mayBeLost.count)} lượt chưa gửi khi quầy được ghép lại. Hãy xem mục Thiết bị. (Ratings may be lost.)`,
          ),
        ]
      : [],
  )
}

/** Kiosks that somebody tapped again and again: their ratings count, and people should know. */
function rateFindings(devices: LatestSigns['devices'], now: number): Finding[] {
  const { note } = findingsOf('rate')
  return devices.flatMap(({ name, quickRepeats }) =>
    quickRepeats !== null && isToldOf(quickRepeats.day, now)
      ? [note(`${name}: ${quickRepeatWords(quickRepeats)}. Hãy xem mục Thiết bị. (Implausibly many or quick ratings.)`)]
      : [],
  )
}

function deviceFindings(devices: LatestSigns['devices'], now: number): Finding[] {
  const { good, note } = findingsOf('devices')
  const silent = devices.filter(
    ({ lastSeenAt }) =>
      lastSeenAt === null || now - Date.parse(lastSeenAt) > SILENT_AFTER_MS || !canBePast(Date.parse(lastSeenAt), now),
  )
  if (silent.length > 0)
    return [
      note(
        `Không thấy tín hiệu hơn 3 ngày: ${silent.map(({ name }) => name).join(', ')}. Hãy xem nguồn và mạng. (Silent kiosks.)`,
      ),
    ]
  return devices.length === 0 ? [] : [good(`${devices.length} thiết bị đánh giá có tín hiệu trong 3 ngày`)]
}
