import { OFFICE_MEASURE, OVERALL } from '#core/questions/questionnaire'
import type { Criterion, Option, Questionnaire } from '#core/questions/questionnaire'
import { askedByKiosks, KIOSK_FORM } from '#core/questions/questionnaire-rules'
import type { StoredQuestionnaire } from '#contract/questionnaires'
import type { Failure } from '../../app/client.ts'
import type { Comparability } from './compose/comparability.ts'
import type { ChangedPart } from './compose/questionnaire-changes.ts'
import type { Stay } from './compose/questionnaire-edit.ts'
import { failureWords } from '../../i18n/failure-words.ts'

/** What an answer scores: `2 điểm`, `điểm như câu “Thời gian trả kết quả”`; '' where the form gives no points. */
export function pointsWords({ points, pointsOf }: Option, criteria: readonly Criterion[]): string {
  if (points !== undefined) return `${points} điểm`
  const source = criteria.find(({ code }) => code === pointsOf)
  return source === undefined ? '' : `điểm như câu “${source.question.any.vi}”`
}

/** Why a question cannot be removed. */
export const stayWords: Readonly<Record<Stay, string>> = {
  overall: 'Tỷ lệ hài lòng tính theo câu này, nên câu này luôn có trong bộ câu hỏi.',
  last: 'Bộ câu hỏi cần còn ít nhất một câu.',
  needed: 'Câu khác tính điểm theo câu này. Muốn bỏ, mời bỏ câu kia trước.',
}

const partWords: Readonly<Record<ChangedPart, string>> = {
  name: 'tên bộ câu hỏi',
  stem: 'câu dẫn',
  factors: 'tên nhóm câu hỏi',
  questions: 'lời hỏi',
  options: 'các mức trả lời',
  removed: 'bỏ bớt câu hỏi',
  improve: 'câu hỏi góp ý',
  reasons: 'danh sách điều cần làm tốt hơn',
}

/** `Khác với quay-nhanh@1: lời hỏi, danh sách điều cần làm tốt hơn.` */
export function changesWords(parts: readonly ChangedPart[], source: string): string {
  if (parts.length === 0) return `Chưa có gì khác với ${source}.`
  return `Khác với ${source}: ${parts.map((part) => partWords[part]).join(', ')}.`
}

/** Whether the answers of the new version will be added to those of others, and why not. */
export function comparabilityWords(found: Comparability, form: Questionnaire, source: Questionnaire): string {
  const together = found.together.join(', ')
  if (found.key === source.comparable)
    return `Lời hỏi và các mức trả lời vẫn như trước: kết quả cộng chung với ${together}.`
  if (found.together.length > 0)
    return `${whatChanged(found, form)}, nay giống ${together}: kết quả cộng chung với các phiên bản đó, không cộng với phiên bản đang sửa.`
  const targets = source.comparable === OFFICE_MEASURE ? ' và không xét theo chỉ tiêu của kế hoạch' : ''
  return `${whatChanged(found, form)}: kết quả của phiên bản này sẽ không cộng với các phiên bản trước${targets}.`
}

function whatChanged({ changed, stemChanged }: Comparability, form: Questionnaire): string {
  if (stemChanged) return 'Câu dẫn đã đổi'
  if (changed.includes(OVERALL)) return 'Câu hỏi chung đã đổi'
  const [only, ...more] = changed.map((code) => form.criteria.find((criterion) => criterion.code === code))
  if (only === undefined || more.length > 0) return `${changed.length} câu hỏi đã đổi lời hoặc đổi mức trả lời`
  return `Câu “${only.question.any.vi}” đã đổi lời hoặc đổi mức trả lời`
}

const FOR_EVER = 'Đã lưu thì không sửa, không xóa được nữa; muốn hỏi khác phải soạn phiên bản tiếp theo.'
const KIOSKS_ASK = 'Thiết bị tại quầy hỏi theo phiên bản này ngay từ lần kết nối kế tiếp với máy chủ.'

/** What has to be known before a version is stored. */
export const beforeStoring = (code: string): string => (code === KIOSK_FORM ? `${FOR_EVER} ${KIOSKS_ASK}` : FOR_EVER)

/** What was done, and what follows. */
export function storedWords({ reference, questionnaire }: StoredQuestionnaire): string {
  return `Đã lưu ${reference}.${questionnaire.code === KIOSK_FORM ? ` ${KIOSKS_ASK}` : ''}`
}

/** What becomes of a version that is taken out of use. */
export function retiringWords(pendingRemoval: StoredQuestionnaire, versions: readonly StoredQuestionnaire[]): string {
  const kept = 'Lượt đã đánh giá vẫn giữ nguyên trong số liệu; lượt còn chờ gửi trên thiết bị vẫn được nhận.'
  const next = versions.filter(({ reference }) => reference !== pendingRemoval.reference)
  const instead = askedOf(next)
  const isAtKiosks = askedOf(versions)?.reference === pendingRemoval.reference && instead !== null
  const kiosks = isAtKiosks ? ` Thiết bị tại quầy sẽ hỏi theo ${instead.reference}.` : ''
  return `Phiên bản này sẽ không còn được hỏi.${kiosks} ${kept} Có thể dùng lại bất cứ lúc nào.`
}

/** The version that kiosks ask; null when there is none. */
export const askedOf = (versions: readonly StoredQuestionnaire[]) =>
  askedByKiosks(
    versions.map(({ reference, retired, questionnaire: { code, version } }) => ({ reference, retired, code, version })),
  )

/** Why a version was not stored; what its fields lack stands beside them. */
export function storingFailureWords(failure: Failure, hasMarks: boolean): string {
  const codes = failure.issues.map(({ code }) => code)
  if (failure.issues.some(({ path }) => path === 'version'))
    return 'Vừa có người khác thêm một phiên bản của bộ câu hỏi này. Nội dung Ông/Bà soạn vẫn còn và đã mang số mới: mời xem lại rồi lưu.'
  if (codes.includes('other_question'))
    return 'Danh sách phiên bản vừa thay đổi ở nơi khác. Nội dung Ông/Bà soạn vẫn còn: mời xem lại việc cộng kết quả ở dưới rồi lưu.'
  const [first] = failure.issues
  if (first === undefined || hasMarks) return failureWords(failure)
  return `Máy chủ chưa nhận nội dung này (${first.path}: ${first.code}).`
}
