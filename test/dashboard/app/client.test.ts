import { afterEach, describe, expect, test, vi } from 'vitest'
import { createClient, withQuery } from '../../../dashboard/app/client.ts'
import { failureWords } from '../../../dashboard/i18n/failure-words.ts'
import { figureRows, receivedCount } from '../../../dashboard/overview/figure-rows.ts'
import { all, reply, row } from '../support/figures.ts'

function answering(answer: () => Response | Promise<Response>) {
  vi.stubGlobal('fetch', async () => answer())
  const onUnauthorized = vi.fn()
  return { client: createClient(onUnauthorized), onUnauthorized }
}

afterEach(() => vi.unstubAllGlobals())

describe('a call', () => {
  test('gives the value, or nothing for an empty reply', async () => {
    const { client } = answering(() => Response.json({ units: [] }))
    expect(await client.get('/api/units')).toEqual({ kind: 'ok', value: { units: [] } })
    const { client: empty } = answering(() => new Response(null, { status: 204 }))
    expect(await empty.send('DELETE', '/api/targets/1')).toEqual({ kind: 'ok', value: null })
  })

  test('gives code and issues of a refusal', async () => {
    const issues = [{ path: 'value', code: 'too_big' }]
    const { client } = answering(() => Response.json({ code: 'invalid_request', message: '', issues }, { status: 400 }))
    const refused = await client.send('POST', '/api/targets', {})
    expect(refused).toMatchObject({ kind: 'failed', status: 400, code: 'invalid_request', issues })
  })

  test('never throws: no connection and a reply that is no JSON are failures too', async () => {
    const { client: offline } = answering(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await offline.get('/api/units')).toMatchObject({ status: 0, code: 'offline' })
    const { client: proxy } = answering(() => new Response('<html>', { status: 502 }))
    expect(await proxy.get('/api/units')).toMatchObject({ status: 502, code: 'unreadable' })
  })

  test.each([[{}], [{ message: 'Bad Gateway' }], [{ error: 'x', issues: 'none' }]])(
    'tells the status where a reply has no code: %j',
    async (body) => {
      const { client } = answering(() => Response.json(body, { status: 418 }))
      const failed = await client.get('/api/units')
      expect(failed).toMatchObject({ kind: 'failed', status: 418, code: '418', issues: [] })
      expect(failed.kind === 'failed' && failureWords(failed)).toBe('Máy chủ gặp lỗi (418). Mời thử lại sau ít phút.')
    },
  )

  test('that finds the session ended says so, except where 401 means a wrong password', async () => {
    const { client, onUnauthorized } = answering(() =>
      Response.json({ code: 'not_signed_in', message: '' }, { status: 401 }),
    )
    await client.send('POST', '/api/session', {})
    expect(onUnauthorized).not.toHaveBeenCalled()
    await client.get('/api/units')
    expect(onUnauthorized).toHaveBeenCalledOnce()
  })
})

test('a query leaves out what is undefined', () => {
  expect(withQuery('/api/targets', { unit: 'phú quốc', from: undefined })).toBe(
    '/api/targets?unit=ph%C3%BA+qu%E1%BB%91c',
  )
})

describe('rows of a figure', () => {
  test('of different questions stay apart and are received together', () => {
    const other = row('total', '', { comparable: 'kcmo', received: 44 })
    const both = reply('total', [all, other], all)
    expect(figureRows(both)).toEqual([all, other])
    expect(receivedCount(both)).toBe(1500)
  })

  test('are the total when nobody answered', () => {
    const empty = row('total', '')
    expect(figureRows(reply('total', [row('total', ''), row('total', '', { comparable: 'kcmo' })], empty))).toEqual([
      empty,
    ])
    expect(receivedCount(reply('total', [], empty))).toBe(0)
  })
})
