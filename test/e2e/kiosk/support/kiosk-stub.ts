import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import type { AddressInfo } from 'node:net'
import type { Heartbeat } from '#contract/devices'
import type { KioskSetup } from '#contract/kiosk-setup'
import type { Receipt, SubmittedResponse } from '#contract/responses'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}
/** The policy the product is served with; anything inline breaks here as it would there. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

export interface KioskStub {
  readonly origin: string
  /** Where the built kiosk lies; another folder is another version. */
  folder: string
  /** Files of the kiosk whose connection is cut in midst of the content, by the end of their names. */
  readonly cut: Set<string>
  /** Every response that was ever sent, retries included. */
  readonly sent: SubmittedResponse[]
  readonly beats: Heartbeat[]
  readonly tokens: string[]
  setup: KioskSetup
  /** Those that were asked for and given. */
  readonly setups: KioskSetup[]
  /** Codes that pair; each gives the identity of that name. */
  readonly codes: Map<string, string>
  /** What the server would say of a response; `stored` or `duplicate` unless told otherwise. */
  judge: (response: SubmittedResponse, known: boolean) => Receipt
  receivedTo: (() => number) | null
  refusedTokens: Set<string>
  /** Another kiosk took its place: it is told so, and what it sends is still taken. */
  replaced: boolean
  /** Resolves once that many requests were refused. */
  refusals(count: number): Promise<void>
  pairStatus: number
  serverTime: () => number
  /** It doubts even the day: its time is not to be learnt. */
  doubtsTime: boolean
  /** What is answered instead to a call of the API at that path; null: what is right. */
  instead: (path: string) => { readonly status: number; readonly text: string } | null
  /** Calls that were answered so. */
  answeredInstead: number
  close(): Promise<void>
}

/** The built kiosk with a stand-in for the API, so that a test can say what the server answers. */
export async function startKioskStub(folder: string, setup: KioskSetup, port = 0): Promise<KioskStub> {
  const stored = new Map<string, SubmittedResponse>()
  let refused = 0
  const stub: KioskStub = {
    origin: '',
    folder,
    cut: new Set(),
    sent: [],
    beats: [],
    tokens: [],
    setups: [],
    setup,
    codes: new Map([['ABCD2345', 'device-1']]),
    judge: ({ id }, known) => ({ id, status: known ? 'duplicate' : 'stored' }),
    receivedTo: null,
    refusedTokens: new Set(),
    replaced: false,
    async refusals(count) {
      while (refused < count) await new Promise((resolve) => setTimeout(resolve, 20))
    },
    pairStatus: 404,
    serverTime: () => Date.now(),
    doubtsTime: false,
    instead: () => null,
    answeredInstead: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  const highest = () => Math.max(0, ...stub.sent.map(({ seq }) => seq))
  const receivedTo = () => stub.receivedTo?.() ?? highest()

  function api(path: string, token: string, body: unknown): [number, unknown] {
    if (path === '/api/devices/pair') {
      const { code } = body as { code: string }
      const id = stub.codes.get(code)
      if (!id) return [stub.pairStatus, { code: 'wrong_code', message: '' }]
      stub.codes.delete(code)
      return [200, { token: `token-of-${id}`, device: { id, name: 'Quầy 2' } }]
    }
    if (stub.refusedTokens.has(token)) {
      refused += 1
      return [401, { code: 'unknown_device', message: '' }]
    }
    if (path === '/api/kiosk/setup') stub.setups.push(stub.setup)
    if (path === '/api/kiosk/setup')
      return stub.replaced ? [403, { code: 'device_replaced', message: '' }] : [200, stub.setup]
    if (path === '/api/devices/heartbeat') {
      stub.beats.push(body as Heartbeat)
      const assignment = stub.replaced ? null : stub.setup.assignment
      const serverTime = new Date(stub.serverTime()).toISOString()
      const doubt = stub.doubtsTime ? { timeUncertain: true } : {}
      return [200, { receivedTo: receivedTo(), serverTime, assignment, ...doubt }]
    }
    const { responses } = body as { responses: SubmittedResponse[] }
    const receipts = responses.map((response) => {
      stub.sent.push(response)
      stub.tokens.push(token)
      const receipt = stub.judge(response, stored.has(response.id))
      if (receipt.status === 'stored') stored.set(response.id, response)
      return receipt
    })
    return [200, { receipts, checkpoint: null, receivedTo: receivedTo() }]
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname.startsWith('/api/')) {
      const other = stub.instead(pathname)
      if (other) {
        stub.answeredInstead += 1
        return void response.writeHead(other.status, { 'Content-Type': 'application/json' }).end(other.text)
      }
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const text = Buffer.concat(chunks).toString('utf8')
      const token = (request.headers.authorization ?? '').replace('Bearer ', '')
      const [status, reply] = api(pathname, token, text === '' ? null : JSON.parse(text))
      response.writeHead(status, { 'Content-Type': 'application/json', ETag: '"1"' }).end(JSON.stringify(reply))
      return
    }
    const inside = normalize(pathname.replace(/^\/kiosk\//, '')).replace(/^[./\\]+/, '')
    const file = join(stub.folder, inside === '' ? 'index.html' : inside)
    const content = await readFile(file).catch(() => null)
    if (!content) return void response.writeHead(404).end()
    const headers = { 'Content-Type': types[extname(file)] ?? 'text/plain', 'Content-Security-Policy': policy }
    if ([...stub.cut].some((name) => file.endsWith(name))) {
      response.writeHead(200, { ...headers, 'Content-Length': content.length })
      response.write(content.subarray(0, content.length / 2), () => request.socket.destroy())
      return
    }
    response.writeHead(200, headers).end(content)
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return Object.assign(stub, { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}
