import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { officeOfTest } from '../support/office.ts'

test('while nothing can be released, minutes pass without a write', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  await kiosk.rate([1, 2, 3, 4, 5], { answeredAt: '2026-11-20T08:59:00+07:00' })
  await office.tick()
  const written = () => readFileSync(`${office.file}-wal`).toString('base64')
  const before = written()
  for (let minute = 1; minute < 15; minute += 1) {
    office.clock.pass(60_000)
    await office.tick()
  }
  expect(written() === before).toBe(true)
  office.clock.moveTo('2026-11-21T00:00:00+07:00')
  await office.tick()
  expect(written() === before).toBe(false)
})
