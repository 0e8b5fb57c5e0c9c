import type { Stage } from '../questions/questionnaire.ts'

/** What is done at a counter; `any` is a counter that does all of it. */
export const stageWords: Readonly<Record<Stage | 'any', string>> = {
  submit: 'Nộp hồ sơ',
  result: 'Nhận kết quả',
  inquiry: 'Hỏi, hướng dẫn',
  any: 'Chung, không phân biệt',
}
