import type { FileFacts } from '#contract/files/superior-file'
import type { Questionnaire } from '#core/questions/questionnaire'
import { OVERALL, plainWords, questionnaireReference, stages } from '#core/questions/questionnaire'
import { levelWords } from '#core/questions/scale'
import { demographicColumns } from '#core/superior-file/columns'
import { civilTime } from '#core/time/civil-time'
import type { Tally } from '#core/statistics/tally'
import { answeredCount } from '#core/statistics/tally'
import { channelWords } from '#core/words/channels'
import { dateText } from '#core/words/format'
import { stageWords } from '#core/words/stages'
import type { FileSheet } from '../../files/file-sheet.ts'
import type { FileCell, HeadedColumn } from './answer-sheet.ts'
import { criteriaOf, NO_OPINION } from './answer-sheet.ts'

/** A sheet by its heads and the rows below. */
const sheet = (name: string, heads: readonly string[], rows: FileSheet['rows']): FileSheet => ({
  name,
  titles: [],
  columns: heads.map((label) => ({ label })),
  rows,
  notes: [],
})

const NO_ROUND = 'Kỳ này không có đợt khảo sát nên không có số liệu.'

/** Bảng 5: nobody at a counter is asked who they are. */
export const peopleSheet = sheet(
  '4_Nhan_khau',
  ['Đặc điểm', 'Nhóm', 'Số người', 'Tỷ lệ (%)', 'Tỷ lệ hài lòng (%)'],
  [[NO_ROUND]],
)

export const roundsSheet = sheet(
  '5_Tien_do',
  ['Đơn vị', 'Lĩnh vực', 'Tổng thể N', 'Cỡ mẫu n', 'Đã phát', 'Thu về', 'Hợp lệ', 'Còn thiếu'],
  [[NO_ROUND]],
)

/** Every column, and every value that stands for something. */
export function dictionarySheet(columns: readonly HeadedColumn[], forms: readonly Questionnaire[]): FileSheet {
  const about = ({ head, code, kind, meaning }: HeadedColumn): FileCell[] => {
    const isEmpty = code === '' || demographicColumns.some((column) => column.code === code)
    const words = isEmpty ? 'Để trống: tệp này không có thông tin này' : meaning
    return [head, code, kind === 'number' ? 'Số' : 'Chữ', '', words]
  }
  const value = (code: string, stands: string | number, words: string): FileCell[] => [
    columns.find((column) => column.code === code)?.head ?? code,
    code,
    '',
    String(stands),
    words,
  ]
  const levels = levelWords.map((words, index) => value('muc', index + 1, words.vi))
  const criteria = criteriaOf(forms)
  const questions = forms.flatMap((form) => [
    value('phien_ban', questionnaireReference(form), plainWords(form.name)),
    ...form.criteria.flatMap(({ code, question, options }) => {
      const column = code === OVERALL ? 'muc' : `q${criteria.indexOf(code) + 1}`
      const wording = `${questionnaireReference(form)}: ${plainWords(question.any)}`
      const answers = options.map((option, index) => value(column, index + 1, `${wording} – ${plainWords(option)}`))
      return [value(column, code, wording), ...(code === OVERALL ? [] : answers)]
    }),
    ...(form.reasons?.options ?? []).map(({ code, label }) => value('can_lam_tot_hon', code, plainWords(label))),
  ])
  const rows = [
    ...columns.map(about),
    ...levels,
    value('muc', NO_OPINION, 'Không có ý kiến'),
    ...stages.map((stage) => value('khau', stage, stageWords[stage])),
    ...Object.entries(channelWords).map(([code, words]) => value('kenh', code, words)),
    ...questions,
    ['(mọi cột)', '', '', '(trống)', 'Không ghi, hoặc đã gộp để không nhận ra được một người'],
  ]
  const once = new Map(rows.map((row) => [row.join('\t'), row]))
  return sheet('6_Tu_dien', ['Cột', 'Mã cột', 'Kiểu', 'Giá trị', 'Nghĩa'], [...once.values()])
}

/** What 7_Nguon says that is known only once the sheet of answers is written. */
export interface WrittenAnswers {
  readonly rows: number
  /** Answers to the overall question. */
  readonly overall: Tally
  /** SHA-256 of the sheet of answers as CSV, hexadecimal. */
  readonly sha256: string
  /** Base64 of an Ed25519 signature; null: there is no key at hand. */
  readonly signature: string | null
}

/** What is signed: that this installation made a file with this sheet of this edition. */
export const signedText = ({ hash }: FileFacts, sha256: string): string =>
  JSON.stringify(['hai-long-superior-file', 1, hash, sha256])

/** Where the file comes from, and how to tell whether anything in it was changed; read once the answers are written. */
export function sourceSheet(facts: FileFacts, written: () => Promise<WrittenAnswers>): FileSheet {
  const rows = async function* () {
    yield* sourceRows(facts, await written())
  }
  return sheet('7_Nguon', ['Nội dung', 'Giá trị'], rows())
}

function sourceRows(facts: FileFacts, { rows, overall, sha256, signature }: WrittenAnswers): readonly FileCell[][] {
  const { n1, n2, n3, n4, n5, n0 } = overall
  const counts = [n1, n2, n3, n4, n5].map((count, index): FileCell[] => [levelWords[index]?.vi ?? '', count])
  const closed = civilTime(Date.parse(facts.closedAt))
  return [
    ['Đơn vị', `${facts.unit.name} (${facts.unit.code})`],
    ['Kỳ', facts.period ?? 'Khoảng tự chọn'],
    ['Từ ngày', dateText(facts.from)],
    ['Đến ngày', dateText(facts.to)],
    ['Số dòng ở 1_Phieu', rows],
    ['Số lượt có chọn mức', answeredCount(overall)],
    ...counts,
    ['Không có ý kiến', n0],
    ['Không trả lời câu hỏi chung', rows - answeredCount(overall) - n0],
    ['Thời điểm (chốt số liệu)', `${closed.slice(11, 16)} ngày ${dateText(closed.slice(0, 10))}`],
    ['Bản chốt số', facts.number],
    ['Mã băm của bản chốt (SHA-256)', facts.hash],
    ['Mã kiểm tra của sổ ghi', facts.checkCode],
    ['Phiên bản phần mềm', facts.version],
    ['SHA-256 của 1_Phieu dạng CSV', sha256],
    ['Chữ ký (Ed25519)', signature ?? '–'],
  ]
}
