import { describe, expect, test } from 'vitest'
import { QuestionnaireFile } from '#contract/questionnaires'
import type { StoredQuestionnaire } from '#contract/questionnaires'
import type { Words } from '#core/questions/questionnaire'
import {
  comparabilityWords,
  retiringWords,
} from '../../../../../dashboard/catalogue/questionnaires/questionnaire-words.ts'
import { comparabilityOf } from '../../../../../dashboard/catalogue/questionnaires/compose/comparability.ts'
import { changedParts } from '../../../../../dashboard/catalogue/questionnaires/compose/questionnaire-changes.ts'
import type { QuestionnaireDraft } from '../../../../../dashboard/catalogue/questionnaires/compose/questionnaire-draft.ts'
import { draftOf, formOf } from '../../../../../dashboard/catalogue/questionnaires/compose/questionnaire-draft.ts'
import * as edit from '../../../../../dashboard/catalogue/questionnaires/compose/questionnaire-edit.ts'
import { questionnaires } from '../../../support/questionnaires.ts'

/** The first version of each form. */
const shipped = questionnaires.filter(({ questionnaire }) => questionnaire.version === 1)
const [kiosk, circular, survey] = shipped as [StoredQuestionnaire, StoredQuestionnaire, StoredQuestionnaire]
const draftFrom = (version: StoredQuestionnaire) => draftOf(version.questionnaire)
const words = (vi: string, en = ''): Words => ({ vi, en })

/** A stored version of what was composed. */
function stored(draft: QuestionnaireDraft, versions: readonly StoredQuestionnaire[] = shipped): StoredQuestionnaire {
  const questionnaire = formOf(draft, versions)
  return { reference: `${questionnaire.code}@${questionnaire.version}`, retired: false, questionnaire }
}
function asking(draft: QuestionnaireDraft, code: string, vi: string): QuestionnaireDraft {
  const criterion = draft.criteria.find((each) => each.code === code)!
  return edit.withCriterion(draft, edit.withQuestion(criterion, 'any', words(vi, 'Other?')))
}
function adding(draft: QuestionnaireDraft, vi: string): QuestionnaireDraft {
  const more = edit.withNewReason(draft)
  return edit.withReason(more, { ...more.reasons.find(({ label }) => label.vi === '')!, label: words(vi) })
}
function without(draft: QuestionnaireDraft, code: string): QuestionnaireDraft {
  return edit.withReason(draft, { ...draft.reasons.find((reason) => reason.code === code)!, removed: true })
}
const reasonCodes = (draft: QuestionnaireDraft, versions: readonly StoredQuestionnaire[] = shipped) =>
  formOf(draft, versions).reasons?.options.map(({ code }) => code)

describe('a draft of a version', () => {
  test.each([kiosk, circular, survey])('of $reference that nobody touched says the same, one number on', (version) => {
    const form = formOf(draftFrom(version), shipped)
    expect(form).toEqual({ ...version.questionnaire, version: 2 })
    expect(QuestionnaireFile.parse(form)).toEqual(form)
    expect(changedParts(draftFrom(version), shipped)).toEqual([])
  })

  test('follows the newest version of its form, a retired one too', () => {
    const third = { ...kiosk, retired: true, questionnaire: { ...kiosk.questionnaire, version: 3 } }
    expect(formOf(draftFrom(kiosk), [...shipped, third]).version).toBe(4)
  })

  test('asks one pair of words at every stage, or each stage its own', () => {
    const time = formOf(asking(draftFrom(circular), 'thoi-gian', '  Khi nào\n trả? '), shipped).criteria[0]!
    expect(new Set(Object.values(time.question).map(({ vi }) => vi))).toEqual(new Set(['Khi nào trả?']))
    const overall = formOf(asking(draftFrom(kiosk), 'overall', 'Thế nào?'), shipped).criteria[0]!
    expect(overall.question).toEqual({
      ...kiosk.questionnaire.criteria[0]!.question,
      any: { vi: 'Thế nào?', en: 'Other?' },
    })
  })

  test('gives who reads English the Vietnamese where nothing was written', () => {
    expect(formOf({ ...draftFrom(kiosk), name: words(' Tên mới ') }, shipped).name).toEqual(words('Tên mới', 'Tên mới'))
  })

  test('keeps the points of an answer that is reworded', () => {
    const [first] = draftFrom(circular).criteria
    const draft = edit.withCriterion(draftFrom(circular), edit.withOption(first!, 0, words('Muộn', 'Late')))
    expect(formOf(draft, shipped).criteria[0]?.options[0]).toEqual({ vi: 'Muộn', en: 'Late', points: 0 })
    expect(changedParts(draft, shipped)).toEqual(['options'])
  })
})

describe('questions that go', () => {
  test('take with them a heading that has none left, and can be put back', () => {
    const results = ['dung-quy-dinh', 'thong-tin-day-du', 'thong-tin-chinh-xac']
    const draft = results.reduce((before, code) => edit.withRemoved(before, code, true), draftFrom(survey))
    const form = QuestionnaireFile.parse(formOf(draft, shipped))
    expect([form.criteria.length, form.factors?.map(({ code }) => code)]).toEqual([
      20,
      ['tiep-can', 'tthc', 'cong-chuc', 'gop-y'],
    ])
    expect(changedParts(draft, shipped)).toEqual(['removed'])
    const back = results.reduce((before, code) => edit.withRemoved(before, code, false), draft)
    expect(changedParts(back, shipped)).toEqual([])
  })

  test('are not the one the share is about, the last, or one whose points another takes over', () => {
    const stays = (version: StoredQuestionnaire, code: string, draft = draftFrom(version)) =>
      edit.whyItStays(draft, code, shipped)
    expect(stays(kiosk, 'overall')).toBe('overall')
    expect([stays(circular, 'thoi-gian'), stays(circular, 'so-lan')]).toEqual(['needed', null])
    const bare = edit.withRemoved(draftFrom(circular), 'phien-ha', true)
    expect(stays(circular, 'thoi-gian', bare)).toBeNull()
    const restored = edit.withRemoved(edit.withRemoved(bare, 'thoi-gian', true), 'phien-ha', false)
    expect(changedParts(restored, shipped)).toEqual([])
    const own = { ...circular.questionnaire, criteria: circular.questionnaire.criteria.slice(0, 1) }
    expect(edit.whyItStays(draftOf(own), 'thoi-gian', shipped)).toBe('last')
  })
})

describe('reasons', () => {
  const shippedCodes = kiosk.questionnaire.reasons!.options.map(({ code }) => code)

  test('keep their codes in other words; a new one gets its own and stands before “không có góp ý”', () => {
    const [first] = draftFrom(kiosk).reasons
    const reworded = edit.withReason(draftFrom(kiosk), { ...first!, label: words('Chờ lâu') })
    expect(reasonCodes(reworded)).toEqual(shippedCodes)
    expect(reasonCodes(adding(reworded, 'Giờ làm việc'))).toEqual([
      ...shippedCodes.slice(0, -1),
      ...['gio-lam-viec', 'khong'],
    ])
  })

  test('never take a code that stood for something else, and come back under the one they had', () => {
    const draft = without(draftFrom(kiosk), 'thai-do')
    const second = stored(draft)
    const later = [...shipped, second]
    expect(reasonCodes(adding(draft, 'Thái độ'))).toContain('thai-do-2')
    expect(reasonCodes(adding(draftFrom(second), 'Thái độ phục vụ'), later)).toContain('thai-do')
    expect(reasonCodes(adding(draftFrom(second), 'Thái đo'), later)).toContain('thai-do-2')
    expect(reasonCodes(adding(draftFrom(kiosk), '…'))).toContain('dieu')
    const twice = adding(adding(draftFrom(kiosk), 'Giờ làm việc'), 'Giờ  làm việc!')
    expect(QuestionnaireFile.safeParse(formOf(twice, shipped)).success).toBe(true)
  })

  test('are not asked for when none is left, and can be asked for where the form had none', () => {
    const none = shippedCodes.reduce(without, draftFrom(kiosk))
    expect(formOf(none, shipped).reasons).toBeNull()
    const form = QuestionnaireFile.parse(formOf(adding(draftFrom(circular), 'Giờ làm việc'), shipped))
    expect(form.reasons).toEqual({
      question: words('Theo Ông/Bà, cần làm tốt hơn điều gì?', 'What should be done better?'),
      options: [{ code: 'gio-lam-viec', label: words('Giờ làm việc', 'Giờ làm việc') }],
    })
  })
})

describe('the key under which answers are added up', () => {
  const found = (draft: QuestionnaireDraft, versions: readonly StoredQuestionnaire[] = shipped) =>
    comparabilityOf({ ...formOf(draft, versions), comparable: draft.source.comparable }, versions)
  const said = (draft: QuestionnaireDraft, versions: readonly StoredQuestionnaire[] = shipped) =>
    comparabilityWords(found(draft, versions), formOf(draft, versions), draft.source)

  test('stays while the questions are the same, whatever else is changed', () => {
    const draft = adding({ ...draftFrom(kiosk), name: words('Tên mới') }, 'Giờ làm việc')
    expect(formOf(draft, shipped).comparable).toBe('hai-long')
    expect(said(draft)).toBe(
      'Lời hỏi và các mức trả lời vẫn như trước: kết quả cộng chung với quay-nhanh@1, mot-cua-tt01@1.',
    )
  })

  test('is a new one for other questions, and the sentence says which and what follows', () => {
    const draft = asking(draftFrom(kiosk), 'overall', 'Có hài lòng không?')
    expect(formOf(draft, shipped).comparable).toBe('quay-nhanh-2')
    expect(said(draft)).toBe(
      'Câu hỏi chung đã đổi: kết quả của phiên bản này sẽ không cộng với các phiên bản trước và không xét theo chỉ tiêu của kế hoạch.',
    )
    expect(said(asking(draftFrom(circular), 'so-lan', 'Mấy lần?'))).toMatch(/^Câu “Mấy lần\?” đã đổi/)
    expect(said({ ...draftFrom(survey), stem: words('Ông/Bà thấy thế nào về:') })).toBe(
      'Câu dẫn đã đổi: kết quả của phiên bản này sẽ không cộng với các phiên bản trước.',
    )
  })

  test('is taken up again when an earlier question comes back', () => {
    const second = stored(asking(draftFrom(kiosk), 'overall', 'Có hài lòng không?'))
    const versions = [...shipped, second]
    const back = asking(draftFrom(second), 'overall', kiosk.questionnaire.criteria[0]!.question.any.vi)
    expect(formOf(back, versions).comparable).toBe('hai-long')
    expect(said(back, versions)).toContain('nay giống quay-nhanh@1, mot-cua-tt01@1')
    expect(formOf(draftFrom(second), versions).comparable).toBe('quay-nhanh-2')
  })

  test('is nobody else’s', () => {
    const other = { ...survey, questionnaire: { ...survey.questionnaire, comparable: 'quay-nhanh-2' } }
    const draft = asking(draftFrom(kiosk), 'overall', 'Có hài lòng không?')
    expect(formOf(draft, [...shipped, other]).comparable).toBe('quay-nhanh-2-2')
  })
})

test('who takes a version out of use is told what kiosks ask then', () => {
  const second = stored(adding(draftFrom(kiosk), 'Giờ làm việc'))
  expect(retiringWords(second, [...shipped, second])).toContain('Thiết bị tại quầy sẽ hỏi theo quay-nhanh@1.')
  expect(retiringWords(kiosk, [...shipped, second])).not.toContain('Thiết bị tại quầy')
})
