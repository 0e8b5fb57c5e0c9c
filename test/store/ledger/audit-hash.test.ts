import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AUDIT_CHAIN } from '#core/ledger/audit-entry'
import * as frozen from '../../../migrations/0005-audit-chain.ts'
import { auditHash } from '../../../server/store/ledger/audit-hash.ts'

const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff
const codePoint = fc.integer({ min: 0, max: 0x10_ffff }).filter((point) => !isSurrogate(point))
/** As `fc.string` with the unit `binary`, which first makes a map of all code points: that took longer than the test. */
const text = fc.array(codePoint, { maxLength: 30 }).map((points) => String.fromCodePoint(...points))
const entries = fc.record({
  id: fc.nat(),
  unitId: fc.option(fc.nat()),
  at: text,
  actor: text,
  action: text,
  subject: text,
  detail: text,
})
const hashes = fc.option(fc.uint8Array({ minLength: 32, maxLength: 32 }))

test('an entry has the hash that the step which began the chain gives it', () => {
  expect(AUDIT_CHAIN).toBe(frozen.AUDIT_CHAIN)
  fc.assert(
    fc.property(hashes, entries, (previous, entry) => {
      expect(auditHash(previous, entry)).toEqual(frozen.auditHash(previous, entry))
    }),
  )
})

test('an entry has the hash it has always had', () => {
  const moment = '2026-11-20T02:00:00.000Z'
  const first = { id: 1, unitId: null, at: moment, actor: 'lan', action: 'unit.change', subject: 'xã An', detail: '{}' }
  const canonical = `hai-long-audit-1[1,1,null,"${moment}","lan","unit.change","xã An","{}"]`
  expect(auditHash(null, first)).toEqual(createHash('sha256').update(canonical).digest())
})
