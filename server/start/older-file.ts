import { actingAt } from '#core/ledger/actor'
import { readMarker } from '../services/backups/end-marker.ts'
import type { JobLog } from '../schedule/job.ts'
import { heldEndProblems } from '../store/ledger/held-ends.ts'
import type { Stores } from '../stores.ts'

const words =
  'Cơ sở dữ liệu cũ hơn lúc máy chủ chạy lần trước: một phần dữ liệu đã mất (tệp -wal bị xóa, hoặc tệp cũ được đặt lại). Thiết bị tự gửi lại các lượt còn giữ; tệp đã nhập cần nhập lại. (The database is older than it was: part of it is lost. Kiosks send again what they keep; repeat imports.)'

/**
 * Whether the file still holds what it held when the server last ran, by the marker beside it; if not, says so in the log
 * and in the audit. @param now milliseconds since the epoch
 */
export async function tellOlderFile(
  { database, audit }: Stores,
  dataDir: string,
  { log, now }: { log: JobLog; now: number },
): Promise<void> {
  const snapshot = database.snapshot()
  try {
    const missing = await heldEndProblems(snapshot, readMarker(dataDir))
    if (missing.length === 0) return
    const units = missing.map(({ unit }) => unit).join(' ')
    log.error({ units }, words)
    const by = actingAt({ kind: 'server', name: 'hailong:start' }, now)
    await audit.write(by, {
      action: 'ledger.older',
      subject: units.slice(0, 200),
      unitId: null,
      detail: { chains: missing.length },
    })
  } finally {
    await snapshot.close()
  }
}
