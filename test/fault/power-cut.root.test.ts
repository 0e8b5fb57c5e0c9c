import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { SqliteFile } from '../../server/store/engine/sqlite/driver.ts'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { pairDevices } from './support/client.ts'
import { createCrowd } from './support/crowd.ts'
import type { LoopDisk } from './support/loop-disk.ts'
import { createLoopDisk, loopDiskProblem } from './support/loop-disk.ts'
import type { Place, ServerProcess } from '../support/server-process.ts'
import { builtProgram, endOf, startServer } from '../support/server-process.ts'
import { checks, holdingsOf } from './support/stored.ts'

const CUTS = 10
const DEVICES = 4
/** The server promises to end by itself after the first failed write. */
const ENDS_WITHIN_MS = 10_000

let disk: LoopDisk | null = null
let server: ServerProcess | null = null

beforeAll(() => {
  const problem = loopDiskProblem()
  if (problem !== null) throw new Error(problem)
})

afterEach(async () => {
  await server?.kill('SIGKILL')
  server = null
  disk?.remove()
  disk = null
})

test(
  `loses nothing acknowledged in ${CUTS} power cuts under 20 clients, and stops by itself`,
  { timeout: CUTS * 40_000 },
  async () => {
    disk = createLoopDisk(256)
    disk.mount()
    const place: Place = { dist: builtProgram, dataDir: join(disk.folder, 'data') }
    server = await startServer(place)
    const devices = await pairDevices(place, server.address, DEVICES)
    const ids: string[] = []
    let acknowledgedBeforeCut = 0

    for (let cut = 1; cut <= CUTS; cut += 1) {
      const crowd = createCrowd(devices)
      const tapping = crowd.tap(server.address)
      await wait(randomInt(200, 1500))
      disk.cutPower()
      const ending = await Promise.race([server.ended, wait(ENDS_WITHIN_MS, 'still running')])
      expect(ending, `cut ${cut}: ${server.complaints()}`).toMatchObject({ code: 1, signal: null })
      await tapping
      acknowledgedBeforeCut += crowd.sent.filter(({ acknowledged }) => acknowledged).length

      disk.unmount()
      disk.mount()
      server = await startServer(place)
      expect(await crowd.sendAgain(server.address), `cut ${cut}`).toEqual([])
      ids.push(...crowd.sent.map(({ record }) => record.id))
    }

    expect(acknowledgedBeforeCut).toBeGreaterThan(CUTS * 20)
    const holdings = holdingsOf(place.dataDir)
    expect([...holdings.ids].sort()).toEqual([...ids].sort())
    expect(holdings.received).toBe(ids.length)
    expect(await checks(place)).toEqual({ verified: true, size: ids.length, equal: true })
    process.stdout.write(`${CUTS} power cuts: ${acknowledgedBeforeCut} acknowledged, 0 lost, 0 twice\n`)
  },
)

test(`a writer with synchronous=NORMAL does lose in ${CUTS} such cuts`, { timeout: CUTS * 20_000 }, async () => {
  disk = createLoopDisk(64)
  let [acknowledged, lost] = [0, 0]
  for (let cut = 1; cut <= CUTS; cut += 1) {
    disk.mount()
    const file = join(disk.folder, 'control.db')
    const script = join(import.meta.dirname, 'support/careless-writer.js')
    const writer = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'ignore'] })
    const ended = endOf(writer)
    const numbers: string[] = []
    writer.stdout.on('data', (chunk: Buffer) => numbers.push(chunk.toString()))
    await wait(randomInt(400, 1500))
    disk.cutPower()
    writer.kill('SIGKILL')
    await ended
    const kept = numbers.join('').split('\n').slice(0, -1).map(Number)
    disk.unmount()

    disk.mount()
    const found = new SqliteFile(file)
    const table = found.prepare(`select 1 from sqlite_master where name = 'kept'`).get()
    const rows = table ? (found.prepare('select number from kept').pluck().all() as number[]) : []
    found.close()
    disk.unmount()
    const stored = new Set(rows)
    acknowledged += kept.length
    lost += kept.filter((number) => !stored.has(number)).length
  }
  process.stdout.write(
    `control, synchronous=NORMAL: ${acknowledged} acknowledged, ${lost} lost in ${CUTS} power cuts\n`,
  )
  expect(lost).toBeGreaterThan(0)
})
