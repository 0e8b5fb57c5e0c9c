import { beforeEach, describe, expect, test } from 'vitest'
import type { StoredQuestionnaire } from '#contract/questionnaires'
import { plainWords } from '#core/questions/questionnaire'
import type { QuestionnaireDraft } from '../../../dashboard/catalogue/questionnaires/compose/questionnaire-draft.ts'
import { draftOf, formOf } from '../../../dashboard/catalogue/questionnaires/compose/questionnaire-draft.ts'
import {
  withCriterion,
  withNewReason,
  withQuestion,
} from '../../../dashboard/catalogue/questionnaires/compose/questionnaire-edit.ts'
import { shipped } from '../../../server/shipped.ts'
import { seed } from '../../../server/store/setup/seed.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { satisfaction, short } from '../../support/figures.ts'
import { rowsOf, valueOf } from '../../support/tables.ts'

let office: Office
beforeEach(async () => {
  office = await officeOfTest({ release: 'live' })
})

const form = (code: string) => structuredClone(shipped.questionnaires.find((each) => each.code === code)!)
const circular = { 'thoi-gian': 3, 'so-lan': 2, 'so-co-quan': null, 'phien-ha': 2, overall: 4 }

describe('answers to many criteria', () => {
  test('are stored, counted by criterion under their words, and give no share where the answers are no satisfaction', async () => {
    const kiosk = await office.pairKiosk()
    const questionnaire = 'mot-cua-tt01@1'
    await kiosk.send(...Array.from({ length: 5 }, () => kiosk.tap({ questionnaire, answers: circular })))
    await kiosk.rate([5, 5, 5, 5, 1])
    const { rows, total } = await satisfaction(office.as('lan'), 'period=2026-11&by=criterion')
    expect(rows.map((row) => [plainWords({ vi: row.label, en: '' }), ...short(row), row.satisfiedShare])).toEqual([
      ['Ông/Bà hài lòng hay không hài lòng với việc phục vụ hôm nay?', 'overall', 10, '1 0 0 5 4 0', 0.9],
      ['Thời gian trả kết quả', 'thoi-gian', 5, '0 0 5 0 0 0', null],
      ['Số lần phải liên hệ thêm', 'so-lan', 5, '0 5 0 0 0 0', null],
      ['Số cơ quan phải liên hệ', 'so-co-quan', 5, 'few', null],
      ['Cán bộ có gây phiền hà không?', 'phien-ha', 5, '0 5 0 0 0 0', null],
    ])
    expect(rows.map(({ interval, verdict }) => [interval !== null, verdict]).slice(1)).toEqual(
      Array.from({ length: 4 }, () => [false, null]),
    )
    expect(short(total)).toEqual(['total', 10, '1 0 0 5 4 0'])
  })

  test('of 22 criteria stand apart from the kiosk’s question, each with its own words', async () => {
    const kiosk = await office.pairKiosk()
    const answers = Object.fromEntries(form('sipas-22').criteria.map(({ code }) => [code, 4]))
    await kiosk.send(...Array.from({ length: 5 }, () => kiosk.tap({ questionnaire: 'sipas-22@1', answers })))
    await kiosk.rate([2, 2, 2, 2, 2])
    const { rows } = await satisfaction(office.as('lan'), 'period=2026-11&by=criterion')
    expect(rows).toHaveLength(24)
    expect(
      rows
        .slice(0, 3)
        .map(({ comparable, label, satisfiedShare }) => [
          comparable,
          plainWords({ vi: label, en: '' }),
          satisfiedShare,
        ]),
    ).toEqual([
      ['hai-long', 'Ông/Bà hài lòng hay không hài lòng với việc phục vụ hôm nay?', 0],
      ['sipas-22', 'Sự phục vụ nói chung', 1],
      ['sipas-22', 'Chỗ ngồi chờ', 1],
    ])
  })

  test('are refused with the place of each that the form does not have', async () => {
    const kiosk = await office.pairKiosk()
    const answers = { ...circular, 'thoi-gian': 4, 'phien-ha': 3, 'thai-do': 5 }
    const [receipt] = (await kiosk.send(kiosk.tap({ questionnaire: 'mot-cua-tt01@1', answers }))).receipts
    expect([receipt?.status, receipt?.issues]).toEqual([
      'rejected',
      [
        { path: 'answers.thoi-gian', code: 'off_scale' },
        { path: 'answers.phien-ha', code: 'off_scale' },
        { path: 'answers.thai-do', code: 'unknown_criterion' },
      ],
    ])
  })
})

describe('versions', () => {
  test('that came with a newer program are added to an older database; a stored one is never touched', async () => {
    const body = () => String(valueOf(office.file, "select body from questionnaire where code = 'quay-nhanh'"))
    const before = body()
    const [first, ...rest] = shipped.questionnaires
    const reworded = { ...first!, name: { vi: 'Khác', en: 'Other' } }
    const newer = { ...shipped, questionnaires: [reworded, ...rest, { ...form('sipas-22'), version: 3 }] }
    await seed(office.database, newer, Date.now())
    expect(body()).toBe(before)
    expect(rowsOf(office.file, 'select code, version from questionnaire order by id').map(Object.values)).toEqual([
      ['quay-nhanh', 1],
      ['mot-cua-tt01', 1],
      ['sipas-22', 1],
      ['sipas-22', 2],
      ['mot-cua-tt01', 2],
      ['sipas-dvhcc-16', 1],
      ['phieu-9', 1],
      ['sipas-22', 3],
    ])
  })

  test('of the office are added, asked by the kiosk once newest, and retired; the last that the kiosk asks stays', async () => {
    const lan = office.as('lan')
    const kiosk = await office.pairKiosk()
    const asked = async () =>
      (await kiosk.caller.get('/api/kiosk/setup')).body.questionnaires.map((each: { version: number }) => each.version)
    const next = { ...form('quay-nhanh'), version: 2, reasons: null }
    expect((await lan.post('/api/questionnaires', next)).body).toMatchObject({
      reference: 'quay-nhanh@2',
      retired: false,
    })
    expect(await asked()).toEqual([2])
    expect((await kiosk.rate([4], { questionnaire: 'quay-nhanh@1' })).receipts[0]?.status).toBe('stored')
    await lan.patch('/api/questionnaires/quay-nhanh@2', { retired: true })
    expect(await asked()).toEqual([1])
    expect((await kiosk.rate([4], { questionnaire: 'quay-nhanh@2' })).receipts[0]?.status).toBe('stored')
    const last = await lan.patch('/api/questionnaires/quay-nhanh@1', { retired: true })
    expect([last.status, last.body.issues]).toEqual([400, [{ path: 'retired', code: 'kiosk_needs_it' }]])
    expect(
      rowsOf(office.file, "select action, subject from audit where action like 'questionnaire%' order by id"),
    ).toEqual([
      { action: 'questionnaire.create', subject: 'quay-nhanh@2' },
      { action: 'questionnaire.change', subject: 'quay-nhanh@2' },
    ])
  })

  test('composed on the page are taken, told apart as the page says, and handed to the kiosk', async () => {
    const lan = office.as('lan')
    const kiosk = await office.pairKiosk()
    const versions = async (): Promise<StoredQuestionnaire[]> =>
      (await lan.get('/api/questionnaires')).body.questionnaires
    const compose = async (change: (draft: QuestionnaireDraft) => QuestionnaireDraft) => {
      const stored = await versions()
      const newest = stored.findLast(({ questionnaire }) => questionnaire.code === 'quay-nhanh')!
      return (await lan.post('/api/questionnaires', formOf(change(draftOf(newest.questionnaire)), stored))).body
    }
    const unnamed = await compose(withNewReason)
    expect(unnamed.issues).toContainEqual({ path: 'reasons.options.7.label.vi', code: 'too_short' })
    const second = await compose((draft) => ({ ...draft, improve: { vi: 'Còn điều gì?', en: '' } }))
    const third = await compose((draft) => {
      const [asked] = draft.criteria
      return withCriterion(draft, withQuestion(asked!, 'any', { vi: 'Ông/Bà thấy thế nào?', en: 'How was it?' }))
    })
    expect([second, third].map(({ reference, questionnaire }) => [reference, questionnaire.comparable])).toEqual([
      ['quay-nhanh@2', 'hai-long'],
      ['quay-nhanh@3', 'quay-nhanh-3'],
    ])
    const [asked] = (await kiosk.caller.get('/api/kiosk/setup')).body.questionnaires
    expect(asked).toEqual(third.questionnaire)
    expect([asked.reasons.question.vi, asked.criteria[0].question.any.vi]).toEqual([
      'Còn điều gì?',
      'Ông/Bà thấy thế nào?',
    ])
  })

  const overall = form('quay-nhanh').criteria[0]!
  const reworded = {
    ...overall,
    question: { ...overall.question, any: { vi: 'Có hài lòng không?', en: 'Satisfied?' } },
  }
  test.each([
    ['a version that is there', form('sipas-22'), 409, 'version', 'already_exists'],
    [
      'the same key for another question',
      { ...form('quay-nhanh'), version: 2, criteria: [reworded] },
      400,
      'criteria.0',
      'other_question',
    ],
    [
      'a scale of six',
      {
        ...form('sipas-22'),
        version: 3,
        criteria: [{ ...overall, code: 'x', options: [...overall.options, overall.options[0]!] }],
      },
      400,
      'criteria.0.options',
      'too_many',
    ],
    [
      'a factor that is none',
      { ...form('sipas-22'), version: 3, factors: form('sipas-22').factors!.slice(1) },
      400,
      'criteria.0.factor',
      'unknown_factor',
    ],
    ['a field that means nothing', { ...form('sipas-22'), version: 3, colour: 'red' }, 400, 'colour', 'unknown_field'],
  ])('refuse %s', async (_, body, status, path, code) => {
    const reply = await office.as('lan').post('/api/questionnaires', body)
    expect([reply.status, reply.body.issues[0]]).toEqual([status, { path, code }])
    expect(valueOf(office.file, 'select count(*) from questionnaire')).toBe(7)
  })
})
