import { copyFileSync, renameSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'

const health = async (office: Office): Promise<unknown> => {
  const { status, body } = await office.nobody().get('/healthz')
  return status === 200 ? 'ok' : body.code
}

/** Files are only deleted under a program where the system lets them be. */
test.skipIf(process.platform === 'win32').each([
  ['the file is deleted', (file: string) => rmSync(file)],
  ['its log is deleted', (file: string) => rmSync(`${file}-wal`)],
  ['the file is moved away', (file: string) => renameSync(file, `${file}.cu`)],
  [
    'another is put in its place',
    (file: string) => {
      copyFileSync(file, `${file}.moi`)
      renameSync(`${file}.moi`, file)
    },
  ],
])('nothing is acknowledged once %s', async (_name, harm) => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  await kiosk.rate([1, 2])
  expect(await health(office)).toBe('ok')
  harm(office.file)
  expect(await health(office)).toBe('storage_moved')
  const { status, body } = await kiosk.post({ responses: [kiosk.tap()] })
  expect([status, body.code]).toEqual([503, 'storage_moved'])
  const change = await office.as('lan').post('/api/sites', { unit: 'van-phong', name: 'Cơ sở 2', address: '' })
  expect([change.status, change.body.code]).toEqual([503, 'storage_moved'])
})

test.skipIf(process.platform === 'win32')('a file that comes back to its place is written again', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  const record = kiosk.tap()
  renameSync(office.file, `${office.file}.cu`)
  expect((await kiosk.post({ responses: [record] })).status).toBe(503)
  renameSync(`${office.file}.cu`, office.file)
  expect((await kiosk.send(record)).receipts[0]?.status).toBe('stored')
  expect(await health(office)).toBe('ok')
})
