import { afterAll, beforeAll, expect, test } from 'vitest'
import { ProcedureMapping } from '#contract/procedures'
import { createWorkerQueue } from '../../../server/files/bounded-worker.ts'
import { proceduresInWorker } from '../../../server/services/imports/procedure-list.ts'
import { buildWorker } from '../exports/built-worker.ts'

const mapping = ProcedureMapping.parse({})
let worker: Awaited<ReturnType<typeof buildWorker>>
beforeAll(async () => {
  worker = await buildWorker()
}, 120_000)
afterAll(() => worker.remove())

const file = (text: string) => ({ task: 'procedures' as const, name: 'x', bytes: Buffer.from(text), mapping })

test('lists are read in the worker of the build, several at once one after the other', async () => {
  const read = proceduresInWorker(createWorkerQueue(worker.file))
  const list = file('Mã TTHC,Tên thủ tục,Lĩnh vực\n1.001193,Khai sinh,Hộ tịch\n')
  const answers = await Promise.all([read(list), read(file('\n'.repeat(100_000))), read(list)])
  const [first, second] = answers
  expect(first).toMatchObject({ list: { read: 1, mentioned: new Set(['1.001193']) } })
  expect(second).toMatchObject({ refusal: { code: 'missing_column' } })
  expect(answers[2]).toEqual(first)
}, 60_000)

test('a worker that takes too long is a refusal of its file', async () => {
  const read = proceduresInWorker(createWorkerQueue(worker.file, { milliseconds: 1, heapMiB: 64 }))
  expect(await read(file('a,b\n'))).toMatchObject({ refusal: { path: '', code: 'too_slow' } })
}, 60_000)
