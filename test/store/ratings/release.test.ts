import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mendTallies } from '../../../server/store/ratings/mend-tallies.ts'
import { compareTallies } from '../../../server/store/ratings/rebuild.ts'
import type { RebuildComparison } from '../../../server/store/ratings/rebuild.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, openOffice } from '../../support/office.ts'
import { actingAs } from '../../support/actors.ts'
import { countsOf, inSnapshot, rowsOf, valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

const levels = (file: string, table = 'tally_day') =>
  rowsOf(
    file,
    `select sum(n1) as n1, sum(n2) as n2, sum(n3) as n3, sum(n4) as n4, sum(n5) as n5, sum(n0) as n0 from ${table}`,
  )[0]
const waiting = (file: string): unknown => valueOf(file, 'select count(*) from waiting')
const none = { n1: null, n2: null, n3: null, n4: null, n5: null, n0: null }

const compared = (office: Office): Promise<RebuildComparison> => inSnapshot(office.file, compareTallies)

describe('figures advance in batches', () => {
  test('nothing enters them before the day has closed', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    await kiosk.rate([1, 2, 3, 4, 5, null, 5])
    for (const moment of ['2026-11-20T17:00:00+07:00', '2026-11-20T23:59:59+07:00']) {
      office.clock.moveTo(moment)
      await office.tick()
      expect([levels(office.file), waiting(office.file)]).toEqual([none, 7])
    }
    office.clock.moveTo('2026-11-21T00:00:00+07:00')
    await office.tick()
    expect(levels(office.file)).toEqual({ n1: 1, n2: 1, n3: 1, n4: 1, n5: 2, n0: 1 })
    expect(levels(office.file, 'tally_half_month')).toEqual(levels(office.file))
    expect(waiting(office.file)).toBe(0)
  })

  test('four stay waiting, over as many days as it takes; a fifth takes them along', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    await kiosk.rate([1, 1, 1, 1])
    office.clock.moveTo('2026-11-24T08:00:00+07:00')
    await office.tick()
    expect([levels(office.file), waiting(office.file)]).toEqual([none, 4])
    await kiosk.rate([5])
    await office.tick()
    expect(waiting(office.file)).toBe(5)
    office.clock.moveTo('2026-11-25T08:00:00+07:00')
    await office.tick()
    expect(levels(office.file)).toEqual({ n1: 4, n2: 0, n3: 0, n4: 0, n5: 1, n0: 0 })
  })

  test('taps of one hand count once: five in a row release nobody else', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    await kiosk.rate([1])
    await kiosk.rate([5, 5, 5, 5], { gapMs: 4_000 })
    office.clock.moveTo('2026-11-21T08:00:00+07:00')
    await office.tick()
    expect([levels(office.file), waiting(office.file)]).toEqual([none, 5])
    await kiosk.rate([4, 4, 4, 4], { gapMs: 15_000, answeredAt: '2026-11-20T10:00:00+07:00' })
    office.clock.pass(24 * 60 * 60_000)
    await office.tick()
    expect(waiting(office.file)).toBe(0)
    expect(levels(office.file)).toEqual({ n1: 1, n2: 0, n3: 0, n4: 4, n5: 4, n0: 0 })
  })

  test('each unit waits for its own five', async () => {
    const office = await officeOfTest()
    await (await office.pairKiosk({ unit: 'xa-an' })).rate([5, 5, 5, 5])
    await (await office.pairKiosk({ unit: 'xa-binh' })).rate([1, 1, 1, 1, 1])
    office.clock.moveTo('2026-11-21T08:00:00+07:00')
    await office.tick()
    expect(levels(office.file)).toEqual({ n1: 5, n2: 0, n3: 0, n4: 0, n5: 0, n0: 0 })
  })

  test('a late arrival goes to its own day, after the day on which it came', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    await kiosk.rate([5, 5, 5, 5, 5], { answeredAt: '2026-10-02T08:00:00+07:00' })
    await office.tick()
    expect(waiting(office.file)).toBe(5)
    office.clock.moveTo('2026-11-21T08:00:00+07:00')
    await office.tick()
    expect(rowsOf(office.file, 'select day, n5 from tally_day')).toEqual([{ day: '2026-10-02', n5: 5 }])
    expect(rowsOf(office.file, 'select half_month, n5 from tally_half_month')).toEqual([
      { half_month: '2026-10-1', n5: 5 },
    ])
  })

  test('a kiosk whose clock runs ahead over midnight does not jump the queue', async () => {
    const office = await officeOfTest()
    office.clock.moveTo('2026-11-20T23:55:00+07:00')
    const kiosk = await office.pairKiosk()
    await kiosk.rate([5, 5, 5, 5, 5], { answeredAt: '2026-11-21T00:02:00+07:00' })
    office.clock.moveTo('2026-11-21T00:01:00+07:00')
    await office.tick()
    expect(waiting(office.file)).toBe(5)
    office.clock.moveTo('2026-11-22T00:00:00+07:00')
    await office.tick()
    expect(rowsOf(office.file, 'select day, n5 from tally_day')).toEqual([{ day: '2026-11-21', n5: 5 }])
  })

  test('a tick more changes nothing', async () => {
    const office = await officeOfTest()
    await (await office.pairKiosk()).rate([1, 2, 3, 4, 5])
    office.clock.moveTo('2026-11-21T08:00:00+07:00')
    await office.tick()
    const once = levels(office.file)
    await office.tick()
    office.clock.moveTo('2026-12-21T08:00:00+07:00')
    await office.tick()
    expect(levels(office.file)).toEqual(once)
  })

  test('released at once where the office is a demonstration', async () => {
    const office = await officeOfTest({ release: 'live' })
    await (await office.pairKiosk()).rate([5])
    expect([levels(office.file), waiting(office.file)]).toEqual([{ n1: 0, n2: 0, n3: 0, n4: 0, n5: 1, n0: 0 }, 0])
  })

  test('what a file brings is released alone and whole, however little it is', async () => {
    const office = await officeOfTest()
    await (await office.pairKiosk()).rate([1, 1, 1, 1, 1, 1])
    const unit = await office.unitId('van-phong')
    // What an import leaves on the waiting list has no day to wait for.
    tamperWith(office.file, (file) => file.exec('update waiting set day = null where position = 6'))
    const release = (kind: 'import') => office.database.transaction(() => office.stores.release.release(unit, { kind }))
    expect(await release('import')).toBe(1)
    expect([levels(office.file), waiting(office.file)]).toEqual([{ n1: 1, n2: 0, n3: 0, n4: 0, n5: 0, n0: 0 }, 5])
    expect(await release('import')).toBe(0)
    expect((await compared(office)).equal).toBe(true)
  })
})

/** One thing that happens in an office: records of a day, or the clock that moves on. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      unit: fc.integer({ min: 0, max: 1 }),
      levels: fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 6 }),
      daysAgo: fc.integer({ min: 0, max: 40 }),
      area: fc.constantFrom(null, 'dat-dai', 'xay-dung'),
      stage: fc.constantFrom(null, 'submit', 'result'),
    }),
  },
  fc.record({ days: fc.integer({ min: 0, max: 16 }) }),
)

describe('the tallies', () => {
  test('are what the released responses add up to, after any history', { timeout: 60_000 }, async () => {
    const history = fc.array(step, { minLength: 4, maxLength: 14 })
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const office = await openOffice()
        try {
          const kiosks = [await office.pairKiosk({ unit: 'xa-an' }), await office.pairKiosk({ unit: 'xa-binh' })]
          for (const each of steps) {
            if ('days' in each) office.clock.pass(each.days * 24 * 60 * 60_000)
            else {
              const answeredAt = new Date(office.clock.now - each.daysAgo * 24 * 60 * 60_000).toISOString()
              await kiosks[each.unit]!.rate(each.levels, { answeredAt, area: each.area, stage: each.stage })
            }
            await office.tick()
          }
          expect(await compared(office)).toMatchObject({ equal: true, different: 0 })
          const stored = Number(valueOf(office.file, 'select count(*) from response'))
          const counted = Number(
            valueOf(office.file, 'select coalesce(sum(n1 + n2 + n3 + n4 + n5 + n0), 0) from tally_day'),
          )
          expect(counted + Number(waiting(office.file))).toBe(stored)
          expect(valueOf(office.file, 'select coalesce(sum(received), 0) from received_day')).toBe(stored)
          expect(levels(office.file, 'tally_half_month')).toEqual(levels(office.file))
        } finally {
          await office.close()
        }
      }),
      { numRuns: 12 },
    )
  })

  test('do not depend on the order in which records came', async () => {
    const records = [1, 2, 3, 4, 5, null, 4, 4].map((level, index) => ({
      level,
      day: 10 + (index % 3),
      area: index % 2 ? 'dat-dai' : null,
    }))
    const tallied = []
    for (const order of [records, [...records].reverse()]) {
      const office = await officeOfTest()
      const kiosk = await office.pairKiosk()
      for (const { level, day, area } of order)
        await kiosk.rate([level], { area, answeredAt: `2026-11-${day}T08:00:00+07:00` })
      office.clock.moveTo('2026-11-21T08:00:00+07:00')
      await office.tick()
      tallied.push(['tally_day', 'tally_half_month'].map((table) => rowsOf(office.file, `select * from ${table}`)))
    }
    expect(tallied[0]).toEqual(tallied[1])
    expect(tallied[0]?.[0]?.length).toBeGreaterThan(3)
  })

  test.each([
    ['a count too many', `update tally_day set n5 = n5 + 1 where day = '2026-11-20'`, 2],
    ['a dropped cell', 'delete from tally_half_month', 1],
    [
      'a cell of nobody',
      `insert into tally_day select unit_id, '2026-01-01', area_id, procedure_id, stage, channel,
      counter_id, questionnaire_id, criterion, 0, 0, 0, 0, 9, 0 from tally_day`,
      1,
    ],
  ])('are found different and mended: %s', async (_name, statement, different) => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    await kiosk.rate([1, 2, 3, 4, 5])
    office.clock.moveTo('2026-11-21T08:00:00+07:00')
    await office.tick()
    await kiosk.rate([3])
    const right = [levels(office.file), levels(office.file, 'tally_half_month')]
    expect(await compared(office)).toEqual({ equal: true, cells: 2, different: 0, waiting: 1 })
    tamperWith(office.file, (file) => file.exec(statement))
    expect(await compared(office)).toEqual({ equal: false, cells: 2, different, waiting: 1 })
    await mendTallies(office.database, actingAs('test'))
    expect((await compared(office)).equal).toBe(true)
    expect([levels(office.file), levels(office.file, 'tally_half_month')]).toEqual(right)
    expect(waiting(office.file)).toBe(1)
  })
})

describe('checkpoints', () => {
  const signed = (office: Office): unknown[] => rowsOf(office.file, 'select size, day from checkpoint')

  test('come after a hundred records, with the receipt', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const taps = (count: number): number[] => Array.from({ length: count }, () => 4)
    expect((await kiosk.rate(taps(99))).checkpoint).toBeNull()
    expect((await kiosk.rate(taps(1))).checkpoint).toMatchObject({ size: 100, day: '2026-11-20' })
    expect((await kiosk.rate(taps(99))).checkpoint).toMatchObject({ size: 100 })
    expect((await kiosk.rate(taps(2))).checkpoint).toMatchObject({ size: 201 })
    expect(signed(office)).toHaveLength(2)
    expect((await kiosk.caller.get('/api/kiosk/setup')).body.checkpoint).toMatchObject({ size: 201 })
  })

  test('come after a quarter of an hour, if anything is new', async () => {
    const office = await officeOfTest()
    await office.tick()
    const kiosk = await office.pairKiosk()
    await kiosk.rate([4])
    office.clock.pass(60_000)
    await office.tick()
    expect(signed(office)).toEqual([])
    office.clock.pass(14 * 60_000)
    await office.tick()
    office.clock.pass(15 * 60_000)
    await office.tick()
    expect(signed(office)).toEqual([{ size: 1, day: '2026-11-20' }])
    expect(await kiosk.rate([4])).toMatchObject({ checkpoint: { size: 1 } })
  })

  test('come when the day closes', async () => {
    const office = await officeOfTest()
    office.clock.moveTo('2026-11-20T23:59:00+07:00')
    await office.tick()
    await (await office.pairKiosk()).rate([4])
    office.clock.moveTo('2026-11-21T00:00:30+07:00')
    await office.tick()
    expect(signed(office)).toEqual([{ size: 1, day: '2026-11-21' }])
    expect(countsOf(office.file)['checkpoint']).toBe(1)
  })
})
