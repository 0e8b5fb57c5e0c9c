import type { HTTPMethods } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller, Reply } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'
import { valueOf } from '../../support/tables.ts'
import { staff } from '../access/access-table.ts'
import type { Row } from '../access/row.ts'

let office: Office
let admin: Caller
beforeAll(async () => {
  office = await openOffice()
  admin = await office.person('admin', 'tinh')
})
afterAll(() => office.close())

/** What changes nothing of the office: it looks into a file, or offers what a later call takes. */
const changesNothing = new Set([
  'POST /api/session/totp',
  'POST /api/dossiers/read',
  // The row of its cells asks for a period that is not closed; the tests of the file look at its entry.
  'POST /api/exports/superior',
  'DELETE /api/exports/superior/:id',
])
/** Of closed periods alone: their own tests look at the entries. */
const ofClosedPeriods = /^GET \/api\/exports\/(responses|superior|templates)/

const changing = Object.entries(staff).filter(
  ([name, { about }]) => !name.startsWith('GET ') && about !== null && !changesNothing.has(name),
)
const exporting = Object.entries(staff).filter(
  ([name]) => name.startsWith('GET /api/exports/') && !ofClosedPeriods.test(name),
)

const entries = (): number => Number(valueOf(office.file, 'select count(*) from audit'))

/** Calls a route about a commune, once what it is about has been made. @returns the reply and the entries it left */
async function ask(name: string, row: Row, more = ''): Promise<{ reply: Reply; left: number }> {
  const call = await row.about?.('xa-an', office)
  const before = entries()
  const url = `${call?.url ?? ''}${more}`
  const options = call?.body === undefined ? {} : { payload: call.body }
  const reply = await admin.call(name.split(' ')[0] as HTTPMethods, url, options)
  return { reply, left: entries() - before }
}

test('there are changes and exports to look at', () => {
  expect([changing.length > 20, exporting.length > 0]).toEqual([true, true])
})

test.each(changing)('%s leaves an entry', async (name, row) => {
  const { reply, left } = await ask(name, row)
  expect([reply.status < 300, left > 0, reply.status]).toEqual([true, true, reply.status])
  expect(String(valueOf(office.file, 'select actor from audit order by id desc limit 1'))).not.toBe('test')
})

test.each(exporting)('%s leaves an entry', async (name, row) => {
  // The month of the row has ended by then.
  office.clock.moveTo('2026-12-02T09:00:00+07:00')
  admin = await office.person('admin', 'tinh')
  const { left } = await ask(name, row)
  expect(left).toBe(1)
})
