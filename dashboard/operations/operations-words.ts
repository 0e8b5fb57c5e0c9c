import { AHEAD_REMEDY, aheadFact } from '#core/operations/ahead-words'
import { backupFailureWords } from '#core/words/backup-failures'
import { bytesText } from '#core/words/bytes'
import { momentInSentence } from '#core/words/moments'
import type { Operations } from '#contract/operations'

type Backup = Operations['backup']

/** What came of the last backup, in one sentence. */
export function backupWords({ state, lastGood, lastFailure }: Backup): string {
  if (state === 'unset') return 'Chưa chọn nơi sao lưu. Nếu ổ đĩa hỏng, toàn bộ đánh giá sẽ mất.'
  const since = lastGood === null ? 'Chưa sao lưu lần nào.' : `Chưa sao lưu từ ${momentInSentence(lastGood.at)}.`
  if (state === 'failed' && lastFailure !== null)
    return `${since} Lần gần nhất không thành: ${backupFailureWords[lastFailure.reason]}.`
  return state === 'stale' || lastGood === null ? since : `Đã sao lưu và kiểm tra lúc ${momentInSentence(lastGood.at)}.`
}

/** How much room is left, and what follows from it. */
export function diskWords({ state, freeBytes, totalBytes }: Operations['disk']): string {
  const free = `còn trống ${bytesText(freeBytes)}`
  if (state === 'full')
    return `Ổ đĩa chứa dữ liệu đã đầy (${free}): máy chủ tạm không nhận đánh giá, thiết bị giữ lại và gửi sau. Hãy dọn bớt tệp ngay.`
  if (state === 'low') return `Ổ đĩa chứa dữ liệu sắp đầy (${free}). Hãy dọn bớt tệp.`
  return `Ổ đĩa chứa dữ liệu ${free} trên ${bytesText(totalBytes)}.`
}

/** Whether the ledger was whole when it was last recomputed. */
export function ledgerWords(ledger: Operations['ledger']): string {
  if (ledger === null) return 'Dữ liệu được kiểm tra mỗi lần sao lưu; chưa có lần nào.'
  const at = momentInSentence(ledger.checkedAt)
  return ledger.ok
    ? `Dữ liệu toàn vẹn, kiểm tra lúc ${at}.`
    : `Dữ liệu có vấn đề khi kiểm tra lúc ${at}: có lượt bị sửa, bỏ hoặc chèn. Hãy chạy “hailong verify” và báo cấp trên.`
}

/** What kiosks have seen and this server does not hold; null when it holds all. */
export function aheadWords(ahead: Operations['ahead']): string | null {
  const [first] = ahead
  if (!first) return null
  const names = ahead.map(({ device }) => device).join(', ')
  return `${aheadFact(names)} ${AHEAD_REMEDY}`
}

/** What somebody has to do something about, the most urgent first; empty when all is well. */
export function alarmsOf({ ahead, backup, disk, ledger }: Operations): string[] {
  return [
    ...[aheadWords(ahead) ?? []].flat(),
    ...(disk.state === 'fine' ? [] : [diskWords(disk)]),
    ...(ledger?.ok === false ? [ledgerWords(ledger)] : []),
    ...(backup.state === 'fine' ? [] : [backupWords(backup)]),
  ]
}
