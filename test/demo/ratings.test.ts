import { describe, expect, test } from 'vitest'
import { monthsBefore, workingDays } from '../../server/demo/calendar.ts'
import { createChance } from '../../server/demo/chance.ts'
import type { DemoKiosk, DemoOffice } from '../../server/demo/offices.ts'
import { communes, counters, demand, home, silent } from '../../server/demo/places.ts'
import { ratingsOf } from '../../server/demo/ratings.ts'
import * as words from '../../server/demo/words.ts'

const span = { from: '2025-11-20', to: '2026-11-19' }
const days = workingDays(span.from, span.to)

/** The ward with the silent kiosk, as the generator sees it. */
function office(): DemoOffice {
  const kiosks = counters.map(({ name, stage, areas }, index): DemoKiosk => {
    let seq = 0
    const ids = { deviceId: index + 1, token: '', assignmentId: index + 1, counterId: index + 1 }
    return { ...ids, counter: name, stage, areas, nextSeq: () => (seq += 1), lastSeq: () => seq }
  })
  return {
    commune: communes.find(({ code }) => code === home)!,
    unitId: 1,
    kiosks,
    areaIds: new Map(Object.keys(demand).map((code, index) => [code, index + 1])),
    procedures: new Map(),
    questionnaire: { id: 1, reference: 'quay-nhanh@1' },
  }
}

const year = () => {
  const [place, chance] = [office(), createChance(7)]
  return days.flatMap((day) => ratingsOf({ office: place, day, span, dueDay: null }, chance))
}

describe('the ratings of a demonstration', () => {
  const ratings = year()
  const satisfied = (chosen: typeof ratings) => {
    const levels = chosen.map(({ response }) => response.record.answers[0]![1]).filter((level) => level !== null)
    return levels.filter((level) => level >= 4).length / levels.length
  }

  test('are the same each time', () => {
    expect(year().map(({ response }) => response)).toEqual(ratings.map(({ response }) => response))
    expect(new Set(ratings.map(({ response }) => response.record.id)).size).toBe(ratings.length)
  })

  test('come as often as in a real ward, and land is worse than the rest', () => {
    expect(ratings.length / 12).toBeGreaterThan(200)
    expect(ratings.length / 12).toBeLessThan(320)
    const land = ratings.filter(({ response }) => response.record.area === 'dat-dai')
    const rest = ratings.filter(({ response }) => response.record.area !== 'dat-dai')
    expect(satisfied(land)).toBeLessThan(0.87)
    expect(satisfied(rest)).toBeGreaterThan(0.92)
  })

  test('come from the silent kiosk until two weeks before the end, without a gap in its numbers', () => {
    const own = ratings.filter(({ kiosk }) => kiosk?.counter === silent.counter).map(({ response }) => response.record)
    expect(own.map(({ seq }) => seq)).toEqual(own.map((_, index) => index + 1))
    expect(own.at(-1)!.localDate <= '2026-11-05').toBe(true)
    expect(ratings.at(-1)!.response.record.localDate).toBe(days.at(-1))
  })

  test('hold many different comments, written as the database keeps them', () => {
    const texts = Object.values(words).flat()
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts.length).toBeGreaterThanOrEqual(40)
    expect(texts.filter((text) => text !== text.normalize('NFC'))).toEqual([])
    expect(new Set(ratings.flatMap(({ response }) => response.comment ?? [])).size).toBeGreaterThan(25)
  })
})

describe('the calendar of a demonstration', () => {
  test('knows weekends and Tết', () => {
    expect(workingDays('2026-02-13', '2026-02-24')).toEqual(['2026-02-13', '2026-02-23', '2026-02-24'])
    expect(workingDays('2026-11-21', '2026-11-20')).toEqual([])
  })

  test.each([
    ['2026-11-20', 12, '2025-11-20'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2026-01-15', 1, '2025-12-15'],
  ])('%s less %d months is %s', (day, count, before) => {
    expect(monthsBefore(day, count)).toBe(before)
  })
})
