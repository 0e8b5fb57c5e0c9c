import { join } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import type { Failure, Reply } from '../../../dashboard/app/client.ts'
import type { watch as Watch } from './resource-harness.svelte.ts'

let watch: typeof Watch

beforeAll(async () => {
  // Tests run modules as a server does, where no effect runs: this one is built as for a browser.
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [svelte({ configFile: false })],
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, 'resource-harness.svelte.ts'), formats: ['es'], fileName: 'harness' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const code = (output as { output: { code: string }[] }).output[0]!.code
  ;({ watch } = await import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`))
})

const failure: Failure = { kind: 'failed', status: 503, code: 'busy', message: '', issues: [] }

/** A server whose answers the test gives, in whatever order. */
function server() {
  const calls: { readonly key: string; readonly answer: (reply: Reply<string>) => Promise<void> }[] = []
  const ask = (key: string) =>
    new Promise<Reply<string>>((resolve) => {
      const answer = async (reply: Reply<string>) => {
        resolve(reply)
        await new Promise((settled) => setImmediate(settled))
      }
      calls.push({ key, answer })
    })
  return { ask, calls, keys: () => calls.map(({ key }) => key) }
}
const ok = (value: string) => ({ kind: 'ok', value }) as const

test('asks at first and whenever the key is another one, not when it is written anew', () => {
  const { ask, keys } = server()
  const { change } = watch<{ unit: string }, string>({ unit: 'a' }, ({ unit }) => ask(unit))
  change({ unit: 'a' })
  change({ unit: 'b' })
  expect(keys()).toEqual(['a', 'b'])
})

test('asks nothing while there is no key', () => {
  const { ask, keys } = server()
  const { change, resource } = watch<string, string>(null, ask)
  expect([keys(), resource.state, resource.isAsking]).toEqual([[], { kind: 'loading' }, false])
  change('a')
  expect(keys()).toEqual(['a'])
})

test('forgets the answer to another key, or keeps it until the next is there', async () => {
  const one = server()
  const forgetful = watch<string, string>('a', one.ask)
  await one.calls[0]!.answer(ok('A'))
  expect(forgetful.resource.value).toBe('A')
  forgetful.change('b')
  expect(forgetful.resource.state).toEqual({ kind: 'loading' })

  const two = server()
  const keeping = watch<string, string>('a', two.ask, 'keep')
  await two.calls[0]!.answer(ok('A'))
  keeping.change('b')
  expect([keeping.resource.value, keeping.resource.isAsking]).toEqual(['A', true])
  await two.calls[1]!.answer(ok('B'))
  expect([keeping.resource.value, keeping.resource.isAsking]).toEqual(['B', false])
  keeping.change(null)
  expect([keeping.resource.value, keeping.resource.isAsking]).toEqual([null, false])
})

test('drops an answer that was overtaken', async () => {
  const { ask, calls } = server()
  const { change, resource } = watch<string, string>('a', ask)
  change('b')
  await calls[1]!.answer(ok('B'))
  await calls[0]!.answer(ok('A'))
  expect(resource.state).toEqual({ kind: 'ready', value: 'B' })
})

test('shows the last answer while it is asked again, also when that fails', async () => {
  const { ask, calls } = server()
  const { resource } = watch<string, string>('a', ask)
  await calls[0]!.answer(ok('old'))
  void resource.reload()
  expect(resource.value).toBe('old')
  await calls[1]!.answer(failure)
  expect([resource.value, resource.failure]).toEqual(['old', null])
  void resource.reload()
  await calls[2]!.answer(ok('new'))
  expect(resource.value).toBe('new')
})

test('tells a failure, and forgets it when it is tried again', async () => {
  const { ask, calls } = server()
  const { resource } = watch<string, string>('a', ask)
  await calls[0]!.answer(failure)
  expect([resource.state, resource.failure]).toEqual([failure, failure])
  void resource.retry()
  expect(resource.state).toEqual({ kind: 'loading' })
  await calls[1]!.answer(ok('A'))
  expect(resource.value).toBe('A')
})

test('takes an answer that came with another call before those on their way', async () => {
  const { ask, calls } = server()
  const { resource } = watch<string, string>('a', ask)
  resource.set('told')
  await calls[0]!.answer(ok('A'))
  expect([resource.value, resource.isAsking]).toEqual(['told', false])
})

test('takes nothing any more once its component is gone', async () => {
  const { ask, calls } = server()
  const { resource, stop } = watch<string, string>('a', ask)
  stop()
  await calls[0]!.answer(ok('A'))
  expect(resource.state).toEqual({ kind: 'loading' })
})
