import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportOrder } from '#contract/exports'
import { StalledReaderError, streamFromWorker } from '../../../server/services/exports/worker-stream.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hailong-worker-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const order: ExportOrder = { databaseFile: '', unitIds: [], from: '2026-10-01', to: '2026-10-31', format: 'csv' }

/** A stream from a worker that hands out these words, one for each time it is asked, and goes. */
function streamOf(words: readonly string[], end: string) {
  const file = join(folder, `${words.length}-${end.length}.mjs`)
  const lines = [
    `import { parentPort } from 'node:worker_threads'`,
    `const words = ${JSON.stringify(words)}`,
    `parentPort.on('message', () => {`,
    `  const word = words.shift()`,
    `  if (word === undefined) { ${end} } else parentPort.postMessage(new TextEncoder().encode(word))`,
    `})`,
  ]
  writeFileSync(file, lines.join('\n'))
  return streamFromWorker(file, order)
}

async function readSlowly(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const piece of stream) {
    await setTimeout(100)
    text += piece.toString()
  }
  return text
}

test('a reader slower than the worker gets the whole of it', async () => {
  const stream = await streamOf(['một ', 'hai ', 'ba'], 'parentPort.postMessage(null); parentPort.close()')
  await setTimeout(300)
  expect(await readSlowly(stream)).toBe('một hai ba')
})

test('a worker that goes before its end is an error, never a file that looks whole', async () => {
  const stream = await streamOf(['một ', 'hai '], 'parentPort.close()')
  await expect(readSlowly(stream)).rejects.toThrow('ended too early')
})

/** A worker of these lines, and how long a reader may leave alone what is ready. */
function workerOf(name: string, lines: readonly string[], stalledAfterMs: number) {
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, [`import { parentPort } from 'node:worker_threads'`, ...lines].join('\n'))
  return streamFromWorker(file, order, stalledAfterMs)
}

test('a reader that takes nothing for so long is let go, and the worker with it', async () => {
  const endless = [`parentPort.on('message', () => parentPort.postMessage(new Uint8Array(65_536)))`]
  const stream = await workerOf('endless', endless, 100)
  const error = await new Promise((resolve) => stream.once('error', resolve))
  expect(error).toBeInstanceOf(StalledReaderError)
})

test('a reader that waits for a slow worker is never let go', async () => {
  const slow = [
    `const words = ['một ', 'hai ']`,
    `parentPort.on('message', () => setTimeout(() => {`,
    `  const word = words.shift()`,
    `  if (word !== undefined) return parentPort.postMessage(new TextEncoder().encode(word))`,
    `  parentPort.postMessage(null); parentPort.close()`,
    `}, 300))`,
  ]
  expect(await readSlowly(await workerOf('slow', slow, 200))).toBe('một hai ')
})

test('an empty piece says that the work has begun', async () => {
  const begun = [
    `const pieces = ['', 'một ', 'hai']`,
    `parentPort.on('message', () => {`,
    `  const piece = pieces.shift()`,
    `  if (piece !== undefined) return parentPort.postMessage(new TextEncoder().encode(piece))`,
    `  parentPort.postMessage(null); parentPort.close()`,
    `})`,
  ]
  expect(await readSlowly(await workerOf('begun', begun, 5_000))).toBe('một hai')
})
