import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from '../../scripts/lock.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hailong-lock-'))
  path = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Leaves a lock as a holder on this or another machine would. */
function heldBy(pid: number, host: string): void {
  mkdirSync(path)
  writeFileSync(join(path, 'owner'), JSON.stringify({ id: `${pid}-x`, pid, host }))
}

/** The number of a process that has ended. */
const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid

test('one works at a time, whoever comes', async () => {
  let inside = 0
  let most = 0
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 20))
    inside--
  }
  await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)])
  expect(most).toBe(1)
})

test('nothing is left when the work is done or has failed', async () => {
  expect(await withLock(path, () => Promise.resolve('done'))).toBe('done')
  await expect(withLock(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(readdirSync(folder)).toEqual([])
})

test('a holder whose process has ended loses the lock at once, to one of those who wait', async () => {
  heldBy(endedPid(), hostname())
  const order: string[] = []
  const work = (name: string) => (): Promise<unknown> => Promise.resolve(order.push(`${name} in`, `${name} out`))
  await Promise.all([withLock(path, work('a')), withLock(path, work('b'))])
  expect(order.sort()).toEqual(['a in', 'a out', 'b in', 'b out'])
  expect(readdirSync(folder)).toEqual([])
})

test('a holder elsewhere loses it only when its heartbeat stands still', async () => {
  heldBy(endedPid(), 'another-machine')
  let told = 0
  await withLock(path, () => Promise.resolve(), { silentMilliseconds: 300, onWait: () => told++ })
  expect(told).toBe(1)
  expect(existsSync(path)).toBe(false)
})
