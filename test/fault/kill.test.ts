import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, expect, test } from 'vitest'
import { pairDevices } from './support/client.ts'
import { createCrowd } from './support/crowd.ts'
import type { Place, ServerProcess } from '../support/server-process.ts'
import { builtProgram, startServer } from '../support/server-process.ts'
import { checks, holdingsOf } from './support/stored.ts'

const rounds = Number(process.env['HAILONG_KILL_ROUNDS'] ?? (process.env['HAILONG_FULL'] === '1' ? 20 : 3))
const DEVICES = 4

const scratch = mkdtempSync(join(tmpdir(), 'hailong-kill-'))
// RELEASE=live, so that a torn tally would show as well.
const place: Place = { dist: builtProgram, dataDir: join(scratch, 'data'), env: { RELEASE: 'live' } }
let server: ServerProcess | null = null

afterEach(() => server?.kill('SIGKILL'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test(
  `keeps every acknowledged response, once, through ${rounds} kills under 20 clients`,
  { timeout: 20_000 + rounds * 20_000 },
  async () => {
    server = await startServer(place)
    const devices = await pairDevices(place, server.address, DEVICES)
    const ids: string[] = []

    let openAtKill = 0
    for (let round = 1; round <= rounds; round += 1) {
      const crowd = createCrowd(devices)
      const tapping = crowd.tap(server.address)
      const moment = randomInt(200, 1200)
      await wait(moment)
      expect(await server.kill('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' })
      await tapping
      openAtKill += crowd.sent.filter(({ acknowledged }) => !acknowledged).length
      server = await startServer(place)
      expect(await crowd.sendAgain(server.address), `killed in round ${round} after ${moment} ms`).toEqual([])
      ids.push(...crowd.sent.map(({ record }) => record.id))
    }

    // Else the kills came when nothing was under way, and the test has shown nothing.
    expect(openAtKill).toBeGreaterThan(0)
    expect(ids.length).toBeGreaterThan(rounds * 20)
    const holdings = holdingsOf(place.dataDir)
    expect([...holdings.ids].sort()).toEqual([...ids].sort())
    const [received, talliedByDay, talliedByHalfMonth] = [ids.length, ids.length, ids.length]
    expect(holdings).toMatchObject({ received, talliedByDay, talliedByHalfMonth })
    expect(await checks(place)).toEqual({ verified: true, size: ids.length, equal: true })
  },
)
