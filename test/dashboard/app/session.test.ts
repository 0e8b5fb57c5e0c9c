import { expect, test } from 'vitest'
import type { Client, Method, Reply } from '../../../dashboard/app/client.ts'
import { SessionState } from '../../../dashboard/app/session.svelte.ts'
import { failureWords } from '../../../dashboard/i18n/failure-words.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, PASSWORD } from '../../support/office.ts'

/** A browser at the office: a cookie for https alone is not kept where the page was opened by http. */
function browserAt(office: Office, scheme: 'http' | 'https', origin = 'http://localhost:80'): Client {
  const cookies: string[] = []
  const exchange = async <T>(method: 'GET' | Method, path: string, body?: unknown): Promise<Reply<T>> => {
    const sent = typeof body === 'object' && body !== null ? { payload: body } : {}
    const headers = { origin, cookie: cookies.join('; ') }
    const reply = await office.nobody().call(method, path, { ...sent, headers })
    for (const cookie of [reply.headers['set-cookie'] ?? []].flat().map(String))
      if (scheme === 'https' || !/; secure/i.test(cookie)) cookies.push(cookie.split(';')[0] ?? '')
    if (reply.status >= 400) return { kind: 'failed', issues: [], ...reply.body, status: reply.status }
    return { kind: 'ok', value: reply.body }
  }
  return {
    get: (path) => exchange('GET', path),
    send: exchange,
    sendFile: () => Promise.reject(new Error('no files')),
  }
}

const lan = { username: 'lan', password: PASSWORD }

test.each([
  ['http', {}, null],
  ['https', { PUBLIC_URL: 'https://mot-cua.example.vn' }, null],
  ['http', { PUBLIC_URL: 'https://mot-cua.example.vn' }, 'cookie_lost'],
] as const)(
  'a page opened by %s with %j signs in, or says why the session was lost: %s',
  async (scheme, environment, code) => {
    const office = await officeOfTest({ environment })
    const session = new SessionState(browserAt(office, scheme))
    const failure = await session.signIn(lan)
    expect(failure?.code ?? null).toBe(code)
    expect(session.view.kind).toBe(code === null ? 'signed-in' : 'signed-out')
    if (failure !== null)
      expect(failureWords(failure)).toMatch(/^Mật khẩu đúng.*mở trang bằng địa chỉ https.*PUBLIC_URL/)
  },
)

test('a wrong password is not taken for a lost cookie', async () => {
  const session = new SessionState(browserAt(await officeOfTest(), 'http'))
  expect((await session.signIn({ ...lan, password: `${PASSWORD}?` }))?.code).toBe('wrong_credentials')
})

test('a page at another address than the server knows says so, and what to set', async () => {
  const session = new SessionState(browserAt(await officeOfTest(), 'http', 'http://10.1.2.3:3000'))
  const failure = await session.signIn(lan)
  expect(failure).toMatchObject({ status: 403, code: 'foreign_origin' })
  expect(failure && failureWords(failure)).toMatch(/Máy chủ không nhận yêu cầu từ địa chỉ này.*PUBLIC_URL/)
})
