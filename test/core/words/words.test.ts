import { describe, expect, test } from 'vitest'
import { AccountRole, RoleCode } from '#contract/people/roles'
import { ChannelCode, StageCode } from '#contract/codes'
import { ReportPeriodKind } from '#contract/setup'
import { TargetMeasureCode } from '#contract/targets'
import { externalGroups, targetGroups } from '#core/statistics/target-groups'
import { channelWords } from '#core/words/channels'
import { ALL_AREAS_ROW, groupWords } from '#core/words/groups'
import { momentInSentence, momentText, roughMomentText } from '#core/words/moments'
import { proposedOfficeName } from '#core/words/office'
import { calendarWords, periodWords, reportPeriods } from '#core/words/periods'
import { accountRoles, roleWords } from '#core/words/roles'
import { stageWords } from '#core/words/stages'
import { suppressionWords } from '#core/words/suppression'
import { measureWords, shortPercent, targetText } from '#core/words/targets'

describe('every code of the contract has words', () => {
  test('of roles, channels, stages, measures and report periods, in one order', () => {
    expect(Object.keys(roleWords)).toEqual(RoleCode.options)
    expect(accountRoles.map(({ role }) => role).toSorted()).toEqual(AccountRole.options.toSorted())
    expect(Object.keys(channelWords)).toEqual(ChannelCode.options)
    expect(Object.keys(stageWords)).toEqual([...StageCode.options, 'any'])
    expect(Object.keys(measureWords)).toEqual(TargetMeasureCode.options)
    expect(reportPeriods.map(({ kind }) => kind)).toEqual(ReportPeriodKind.options)
  })

  test('of groups, where only one that an office made itself is called by its code', () => {
    for (const group of [...targetGroups, ...externalGroups]) expect(groupWords(group)).not.toBe(group)
    expect(groupWords('cua-rieng')).toBe('cua-rieng')
    expect(groupWords('constructor')).toBe('constructor')
    expect(ALL_AREAS_ROW).toBe('Tất cả lĩnh vực')
  })
})

test.each([
  ['2025-12-05', '05/12/2025'],
  ['2025-W49', 'Tuần 49/2025'],
  ['2025-12', 'Tháng 12/2025'],
  ['2025-Q4', 'Quý IV/2025'],
  ['2025', 'Năm 2025'],
])('%s of the calendar is %s', (key, words) => {
  expect(calendarWords(key)).toBe(words)
})

test('a half and three quarters of a year are said from its start', () => {
  expect([periodWords('2026-6M'), periodWords('2026-9M')]).toEqual(['6 tháng đầu năm 2026', '9 tháng đầu năm 2026'])
})

test('a moment is said alone, roughly and within a sentence', () => {
  const moment = '2026-11-20T08:31:07+07:00'
  expect(momentText(moment)).toBe('08:31, 20/11/2026')
  expect(roughMomentText(moment)).toBe('khoảng 08:31, 20/11/2026')
  expect(momentInSentence(moment)).toBe('08:31 ngày 20/11/2026')
})

test('a target is written as the plan writes it', () => {
  expect(targetText({ operator: '>=', value: 0.9 })).toBe('≥ 90%')
  expect(targetText({ operator: '>', value: 0.825 })).toBe('> 82,5%')
  expect(targetText({ operator: '>=', value: 0.8498 })).toBe('≥ 84,98%')
  expect(shortPercent(1)).toBe('100%')
})

test('a hidden figure says why, a given one nothing', () => {
  expect(suppressionWords('few', 10)).toBe('dưới 10 lượt')
  expect(suppressionWords('complement', 5)).toBe('ẩn để bảo mật (ô ít lượt)')
  expect(suppressionWords('range', 5)).toBe('chưa tổng hợp cho khoảng ngày này')
  expect(suppressionWords(null, 5)).toBeNull()
})

test('an office is named after its unit', () => {
  expect(proposedOfficeName('Phường Sài Gòn')).toBe('Trung tâm Phục vụ hành chính công phường Sài Gòn')
})
