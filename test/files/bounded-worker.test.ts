import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { askWorker } from '../../server/files/bounded-worker.ts'

const folder = mkdtempSync(join(tmpdir(), 'hailong-worker-'))
afterAll(() => rmSync(folder, { recursive: true }))

function worker(body: string): string {
  const file = join(folder, `${Math.random()}.mjs`)
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads'\n${body}`)
  return file
}

test('a worker is asked one question and gives one answer', async () => {
  const file = worker('parentPort.postMessage(workerData.length)')
  expect(await askWorker(file, 'abc', { milliseconds: 10_000, heapMiB: 64 })).toBe(3)
})

test('one that never ends is ended, and this thread is free meanwhile', async () => {
  const ticks: number[] = []
  const timer = setInterval(() => ticks.push(performance.now()), 10)
  const answer = askWorker(worker('for (;;);'), null, { milliseconds: 1_000, heapMiB: 64 })
  await expect(answer).rejects.toMatchObject({ code: 'too_slow' })
  clearInterval(timer)
  expect(ticks.length).toBeGreaterThan(10)
})

test('one that takes all memory is ended without this process', async () => {
  const greedy = worker('const all = []\nfor (;;) all.push(new Array(1000).fill(Math.random()))')
  await expect(askWorker(greedy, null, { milliseconds: 60_000, heapMiB: 32 })).rejects.toMatchObject({
    code: 'too_large',
  })
})

test('what goes wrong in it is told as it is', async () => {
  await expect(
    askWorker(worker('throw new Error("bug")'), null, { milliseconds: 10_000, heapMiB: 64 }),
  ).rejects.toThrow('bug')
})
