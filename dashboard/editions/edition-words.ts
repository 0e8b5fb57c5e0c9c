import type { EditionsDue, EditionSummary } from '#contract/editions'
import { countText, dateText } from '#core/words/format'
import { momentText } from '#core/words/moments'
import { periodWords } from '#core/words/periods'
import { civilTime } from '#core/time/civil-time'

/** What a closed period is called: `Quý III/2026`, or the days of a free range. */
export const editionName = ({ period, from, to }: Pick<EditionSummary, 'period' | 'from' | 'to'>): string =>
  period === null ? `Từ ${dateText(from)} đến ${dateText(to)}` : periodWords(period)

/** Who closed it and when; an amendment says that it is one. */
export function closedWords({ number, closedAt, closedBy }: EditionSummary): string {
  const who = closedBy === 'hailong:schedule' ? 'chương trình tự chốt' : closedBy
  const what = number === 1 ? 'Chốt' : `Đính chính lần ${number - 1}`
  return `${what} lúc ${momentText(civilTime(Date.parse(closedAt)))}, ${who}`
}

/** The ledger it was made from, to be held against the one that stands now. */
export function ledgerWords({ ledgerSize, checkCode }: EditionSummary): string {
  const size = ledgerSize === null ? '' : `Sổ ghi ${countText(ledgerSize)} lượt · `
  return `${size}Mã kiểm tra ${checkCode.slice(0, 16)}`
}

/** What is missing before a period is closed. */
export function missingPoint({ what, name, count }: EditionsDue['missing'][number]): string {
  if (what === 'unsent') return `Thiết bị ${name} còn ${countText(count)} lượt chưa gửi về máy chủ.`
  if (what === 'target') return 'Chưa đặt chỉ tiêu tỷ lệ hài lòng.'
  return `Chưa nhập số hồ sơ ${name}${count > 1 ? ` của ${countText(count)} đơn vị` : ''}.`
}

/** The pages on which it is seen to. */
export const missingPages = { unsent: 'Xem thiết bị', target: 'Đặt chỉ tiêu', dossiers: 'Nhập số liệu' } as const
