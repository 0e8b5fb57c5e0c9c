import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'
import { routesOf } from '../../support/routes.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** All objects in a document. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value as Record<string, unknown>
  for (const child of Object.values(value)) yield* objectsIn(child)
}

const at = (document: unknown, path: string): unknown =>
  path
    .split('/')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/')],
      document,
    )

describe('the description of the interface', () => {
  test('lists every route under /api and no other', async () => {
    const { body } = await office.nobody().get('/api/openapi.json')
    const described = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    )
    const isPage = (url: string): boolean => url.startsWith('/api/docs')
    const routes = routesOf(office.app).filter(({ url }) => /^.(api.|healthz$)/.test(url) && !isPage(url))
    expect(described.filter((name) => !name.startsWith('HEAD')).sort()).toEqual(
      routes.map(({ method, url }) => `${method} ${url}`).sort(),
    )
  })

  test('refers to nothing that is not in it, and names who may call', async () => {
    const { body } = await office.nobody().get('/api/openapi.json')
    expect(body.openapi).toMatch(/^3\.1/)
    const references = [...objectsIn(body)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []))
    expect(references.filter((reference) => at(body, reference.replace('#/', '')) === undefined)).toEqual([])
    expect(body.paths['/api/responses'].post.security).toEqual([{ device: [] }])
    expect(body.paths['/api/satisfaction'].get.security).toEqual([{ session: [] }, { token: [] }])
    expect(body.paths['/api/devices/pair'].post.security).toEqual([])
  })

  test('describes queries, bodies and replies', async () => {
    const { body } = await office.nobody().get('/api/openapi.json')
    const parameters = body.paths['/api/satisfaction'].get.parameters as { name: string; in: string }[]
    expect(parameters.map(({ name }) => name)).toEqual([
      'unit', 'from', 'to', 'period', 'by', 'group', 'area', 'answeredBy', 'procedure', 'stage', 'channel', 'counter', 'questionnaire', 'criterion',
    ]) // prettier-ignore
    expect(at(body, 'paths/~1api~1responses/post/requestBody/content/application~1json/schema')).toMatchObject({
      type: 'object',
    })
    expect(at(body, 'paths/~1api~1responses/post/responses/200/content/application~1json/schema')).toMatchObject({
      type: 'object',
    })
  })
})

const csp =
  "default-src 'none';script-src 'self';style-src 'self';font-src 'self';img-src 'self' data:;connect-src 'self';" +
  "manifest-src 'self';worker-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none'"

describe('every reply', () => {
  test.each([
    ['a page', 'GET', '/', 200],
    ['health', 'GET', '/healthz', 200],
    ['figures', 'GET', '/api/satisfaction', 200],
    ['a refusal', 'GET', '/api/kiosk/setup', 401],
    ['an unknown address', 'GET', '/api/nothing', 404],
    ['a wrong method', 'PUT', '/api/satisfaction', 404],
    ['a broken body', 'POST', '/api/devices/pair', 415],
    ['a wrong query', 'GET', '/api/satisfaction?by=x', 400],
  ] as const)('carries what keeps browsers safe: %s', async (_name, method, url, status) => {
    const payload = method === 'POST' ? { payload: 'x', headers: { 'content-type': 'text/plain' } } : {}
    const { headers, ...reply } = await office.as('lan').call(method, url, payload)
    expect(reply.status).toBe(status)
    expect(headers).toMatchObject({
      'content-security-policy': csp,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-powered-by']))
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test('of figures is kept by nobody on the way', async () => {
    const { headers } = await office.as('lan').get('/api/satisfaction')
    expect(headers['cache-control']).toMatch(/no-store|private/)
  })

  test('of the front page has no script or style in it', async () => {
    const { text } = await office.nobody().get('/')
    expect(text).toContain('href="/dashboard/"')
    expect(text).toContain('href="/kiosk/"')
    expect(text).not.toMatch(/<script|<style|style=|onclick/)
  })
})
