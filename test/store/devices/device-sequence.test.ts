import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDeviceSequences } from '../../../server/store/devices/device-sequence.ts'
import { uuidBytes } from '../../../server/store/ledger/keys.ts'
import { newId } from '../../support/kiosk.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf, valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

/** What a device's numbers stand for, said plainly: every number with its record, null for a refused one. */
class PlainSequence {
  readonly #records = new Map<number, string | null>()

  register(seq: number, id: string | null): 'counted' | 'reused' {
    const before = this.#records.get(seq)
    if (id !== null && typeof before === 'string') return 'reused'
    if (before === undefined || before === null) this.#records.set(seq, id)
    return 'counted'
  }

  get receivedTo(): number {
    let reached = 0
    while (this.#records.has(reached + 1)) reached += 1
    return reached
  }
}

const step = fc.record({ seq: fc.integer({ min: 1, max: 9 }), refused: fc.boolean() })
const rounds = fc.array(fc.array(step, { maxLength: 8 }), { maxLength: 6 })

test('numbers in any order, refused, mended and reused come to what plain bookkeeping says', async () => {
  const office: Office = await officeOfTest()
  const open = createDeviceSequences(office.database)
  await fc.assert(
    fc.asyncProperty(rounds, async (batches) => {
      const { id } = await office.pairKiosk()
      const deviceId = Number(id)
      const plain = new PlainSequence()
      const receivedTo = (): number =>
        Number(valueOf(office.file, 'select received_to from device where id = ?', deviceId))
      for (const steps of batches) {
        await office.database.transaction(async () => {
          const sequence = open(deviceId, receivedTo())
          for (const { seq, refused } of steps) {
            const record = refused ? null : newId(office.clock.now)
            expect(await sequence.register(seq, record)).toBe(plain.register(seq, record))
          }
          expect(await sequence.remember()).toBe(plain.receivedTo)
        })
        expect(receivedTo()).toBe(plain.receivedTo)
        const next = 'select seq from device_sequence where device_id = ? and seq = ?'
        expect(rowsOf(office.file, next, deviceId, plain.receivedTo + 1)).toEqual([])
      }
    }),
    { numRuns: 60 },
  )
})

test('numbers that come in their turn leave no rows', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  await kiosk.rate([5, 4, 3, 2, 1])
  expect(await kiosk.send(kiosk.tap())).toMatchObject({ receivedTo: 6 })
  expect(rowsOf(office.file, 'select seq from device_sequence')).toEqual([])
})

test('a number is known as taken long after its turn', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  await kiosk.rate([5, 4, 3])
  await kiosk.send(kiosk.tap({ seq: 2 }))
  expect(valueOf(office.file, 'select max(flagged) from device')).toBe(1)
})

test('a database that holds a row for every number goes on from there', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  const first = [kiosk.tap(), kiosk.tap(), kiosk.tap()]
  await kiosk.send(...first)
  tamperWith(office.file, (file) => {
    const insert = file.prepare('insert into device_sequence (device_id, seq, response_id) values (?, ?, ?)')
    for (const { id, seq } of first) insert.run(Number(kiosk.id), seq, uuidBytes(id))
  })
  const flagged = (): unknown => valueOf(office.file, 'select max(flagged) from device')
  expect(await kiosk.send(...first, kiosk.tap())).toMatchObject({
    receivedTo: 4,
    receipts: [...first.map(() => ({ status: 'duplicate' })), { status: 'stored' }],
  })
  expect(flagged()).toBe(0)
  expect(await kiosk.send(kiosk.tap({ seq: 2 }))).toMatchObject({ receivedTo: 4, receipts: [{ status: 'stored' }] })
  expect(flagged()).toBe(1)
})
