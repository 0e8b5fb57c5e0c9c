import { describe, expect, onTestFinished, test } from 'vitest'
import { SqliteFile } from '../../../server/store/engine/sqlite/driver.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { valueOf } from '../../support/tables.ts'

/** Another program that takes the lock for writing. @returns what lets go of it */
function holdLock(office: Office): () => void {
  const other = new SqliteFile(office.file)
  other.exec('begin immediate')
  let isHeld = true
  const letGo = (): void => {
    if (isHeld) other.exec('rollback')
    isHeld = false
  }
  onTestFinished(() => {
    letGo()
    other.close()
  })
  return letGo
}

/** The longest that the thread did not turn while the work was done, in milliseconds. */
async function longestPause(work: () => Promise<unknown>): Promise<number> {
  let [longest, last] = [0, performance.now()]
  const look = (): void => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }
  const timer = setInterval(look, 5)
  await work()
  look()
  clearInterval(timer)
  return longest
}

describe('while another program holds the lock for writing', () => {
  test('a tap waits without stopping the thread, and is stored when the lock is let go', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const letGo = holdLock(office)
    setTimeout(letGo, 2_500)
    const pause = await longestPause(async () => {
      const [reply, list] = await Promise.all([kiosk.send(kiosk.tap()), office.as('lan').get('/api/units')])
      expect(reply.receipts[0]?.status).toBe('stored')
      expect(list.status).toBe(200)
    })
    expect(pause).toBeLessThan(2_000)
  })

  test('a tap is told so after five seconds, and later ones at once; each is taken again afterwards', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const letGo = holdLock(office)
    const records = [kiosk.tap(), kiosk.tap()]
    const first = await kiosk.post({ responses: [records[0]] })
    expect([first.status, first.body.code]).toEqual([503, 'storage_locked'])
    const begun = performance.now()
    expect((await kiosk.post({ responses: [records[1]] })).body.code).toBe('storage_locked')
    expect(performance.now() - begun).toBeLessThan(2_000)
    letGo()
    const { receipts } = await kiosk.send(...records)
    expect(receipts.map(({ status }) => status)).toEqual(['stored', 'stored'])
    expect(valueOf(office.file, 'select count(*) from response')).toBe(2)
  })

  test('health says so within seconds, once in the log, and is well again afterwards', async () => {
    const office = await officeOfTest()
    const lines: string[] = []
    const log = (line: string) => lines.push(line)
    office.app.log.error = (_fields: unknown, line?: string) => log(line ?? '')
    office.app.log.info = (_fields: unknown, line?: string) => log(line ?? '')
    const health = () => office.nobody().get('/healthz')
    const letGo = holdLock(office)
    for (let asked = 0; asked < 3; asked++) {
      const { status, body } = await health()
      expect([status, body.code]).toEqual([503, 'storage_locked'])
    }
    letGo()
    expect((await health()).status).toBe(200)
    expect(lines).toEqual([expect.stringContaining('đang khóa'), expect.stringContaining('trở lại')])
  })
})
