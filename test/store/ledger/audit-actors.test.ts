import { expect, test } from 'vitest'
import type { Actor } from '#core/ledger/actor'
import { commandLine, scheduler, unitOfActor, unknownPerson } from '#core/ledger/actor'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'

const unitId = 1
const actors: readonly (readonly [Actor, text: string, unitId: number | null])[] = [
  [{ kind: 'account', id: 4, name: 'lan', unitId }, 'lan', unitId],
  [{ kind: 'device', id: 7, unitId }, 'device:7', unitId],
  [{ kind: 'token', id: 3, unitId }, 'token:3', unitId],
  [{ kind: 'link', id: 2, unitId }, 'link:2', unitId],
  [commandLine, 'hailong', null],
  [scheduler, 'hailong:schedule', null],
  [unknownPerson, '', null],
]

test.each(actors)('%o is stored as "%s", about its own unit unless another is named', async (actor, text, own) => {
  const office = await officeOfTest()
  const by = { actor, at: '2026-11-20T02:00:00.000Z' }
  await office.stores.audit.write(by, { action: 'unit.change', subject: 'x' })
  await office.stores.audit.write(by, { action: 'unit.change', subject: 'x', unitId: null })
  const entries = rowsOf(office.file, 'select actor, unit_id from audit join audit_link on audit_id = id order by id')
  expect(entries).toEqual([
    { actor: text, unit_id: own },
    { actor: text, unit_id: null },
  ])
  expect(unitOfActor(actor)).toBe(own)
})
