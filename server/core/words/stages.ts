import type { Stage } from '../questions/questionnaire.ts'

/** What is done at a counter; `any` is a counter that does all of it. */
export const stageWords: Readonly<Record<Stage | 'any', string>> = {
  submit: 'Nộp hồ sơ',
  result: 'Nhận kết quả',
  inquiry: 'Hướng dẫn, giải đáp',
  any: 'Tất cả các khâu',
}

/** The same as the end of “Người dân đến quầy để …”, in the order of choices. */
export const visitPurposes = [
  { stage: 'any', words: 'Mọi việc' },
  { stage: 'submit', words: 'Nộp hồ sơ' },
  { stage: 'result', words: 'Nhận kết quả' },
  { stage: 'inquiry', words: 'Hỏi' },
] as const

/** What the choice above changes on the screen. */
export const VISIT_PURPOSE_HINT = 'Câu hỏi trên thiết bị theo lựa chọn này.'
