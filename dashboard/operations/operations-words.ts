import { bytesText } from '#core/words/bytes'
import { dateText } from '#core/words/format'
import type { Operations } from '#contract/operations'

type Backup = Operations['backup']

const reasons: Readonly<Record<NonNullable<Backup['lastFailure']>['reason'], string>> = {
  folder_missing: 'không thấy thư mục sao lưu. Hãy cắm ổ đĩa hoặc tạo lại thư mục',
  folder_not_writable: 'không ghi được vào thư mục sao lưu. Hãy cấp quyền ghi',
  inside_data: 'thư mục sao lưu nằm trong thư mục dữ liệu. Hãy chọn nơi khác',
  no_space: 'ổ đĩa sao lưu không đủ chỗ. Hãy dọn bớt hoặc dùng ổ khác',
  copy_failed: 'chưa chép được dữ liệu. Hãy thử lại',
  copy_damaged: 'bản sao bị hỏng nên đã bỏ. Hãy kiểm tra ổ đĩa',
  ledger_broken: 'sổ ghi có vấn đề. Bản sao vẫn được giữ, các bản cũ không bị xóa',
  interrupted: 'việc sao lưu bị ngắt giữa chừng. Hãy thử lại',
}

/** `17:30 ngày 20/11/2026`; the server writes civil time. */
export const momentText = (moment: string): string => `${moment.slice(11, 16)} ngày ${dateText(moment.slice(0, 10))}`

/** What came of the last backup, in one sentence. */
export function backupWords({ state, lastGood, lastFailure }: Backup): string {
  if (state === 'unset') return 'Chưa chọn nơi sao lưu. Nếu ổ đĩa hỏng, toàn bộ đánh giá sẽ mất.'
  const since = lastGood === null ? 'Chưa sao lưu lần nào.' : `Chưa sao lưu từ ${momentText(lastGood.at)}.`
  if (state === 'failed' && lastFailure !== null)
    return `${since} Lần gần nhất không thành: ${reasons[lastFailure.reason]}.`
  return state === 'stale' || lastGood === null ? since : `Đã sao lưu và kiểm tra lúc ${momentText(lastGood.at)}.`
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
  if (ledger === null) return 'Sổ ghi được tính lại mỗi lần sao lưu; chưa có lần nào.'
  const at = momentText(ledger.checkedAt)
  return ledger.ok
    ? `Sổ ghi nguyên vẹn, tính lại lúc ${at}.`
    : `Sổ ghi có vấn đề khi tính lại lúc ${at}: có lượt bị sửa, bỏ hoặc chèn. Hãy chạy “hailong verify” và báo cấp trên.`
}

/** What somebody has to do something about, the most urgent first; empty when all is well. */
export function alarmsOf({ backup, disk, ledger }: Operations): string[] {
  return [
    ...(disk.state === 'fine' ? [] : [diskWords(disk)]),
    ...(ledger?.ok === false ? [ledgerWords(ledger)] : []),
    ...(backup.state === 'fine' ? [] : [backupWords(backup)]),
  ]
}
