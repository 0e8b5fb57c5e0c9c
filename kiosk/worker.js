// The whole front end is kept at installation and served from that copy: a kiosk must start with no network. A new
// version waits until the page says that nobody stands before it, and the last one that worked is kept behind it.
// The words in capitals are replaced by the build.
const version = 'VERSION'
/** Every file with the SHA-256 of its bytes: what an upgrade in midst of the download puts in its place is not taken. */
const files = ['FILES']

/** How long a version that has never worked here may take until the page says it is ready, in milliseconds. */
const READY_MS = 20_000
/** How often such a version is tried before the last one that worked is served again. */
const TRIES = 2
/** Longest a download may take; what has arrived by then is thrown away, in milliseconds. */
const DOWNLOAD_MS = 120_000

const cacheOf = (name) => `kiosk-${name}`
const own = cacheOf(version)
/** Stands in a cache once all files of its version do. */
const COMPLETE = './complete'
const STATE = 'kiosk-state'

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))

self.addEventListener('message', (event) => {
  const { ready, takeOver } = event.data
  if (takeOver) event.waitUntil(self.skipWaiting())
  if (ready) event.waitUntil(prove(ready))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  // The API is never answered from a copy: only the outbox knows what was received.
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return
  event.respondWith(request.mode === 'navigate' ? page(event) : file(request))
})

/** All files or none: only what is whole is written, and only what is written whole is marked. */
async function install() {
  if (await isComplete(own)) return
  const whole = await download()
  await caches.delete(own)
  const cache = await caches.open(own)
  await Promise.all(whole.map(([name, response]) => cache.put(name, response)))
  await cache.put(COMPLETE, new Response())
}

async function download() {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), DOWNLOAD_MS)
  const one = async ([name, hash]) => {
    const response = await fetch(name, { cache: 'no-store', signal: patience.signal })
    const digest = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer())
    const found = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
    if (!response.ok || found !== hash) throw new Error(`${name} is not of version ${version}`)
    return [name, response]
  }
  try {
    return await Promise.all(files.map(one))
  } finally {
    clearTimeout(timer)
  }
}

/** Keeps this version and the last one that worked. */
async function activate() {
  const { proven } = await readState()
  const kept = [own, cacheOf(proven), STATE]
  const names = await caches.keys()
  await Promise.all(names.filter((name) => !kept.includes(name)).map((name) => caches.delete(name)))
  await self.clients.claim()
}

/** The page of this version, or of the last one that worked while this one has failed to start. */
async function page(event) {
  const { chosen, isTrial } = await changeState(choose)
  if (isTrial) event.waitUntil(watch(event.resultingClientId))
  const cache = await caches.open(chosen)
  return (await cache.match('./')) ?? fetch(event.request)
}

/** Names tell the versions of a file apart, so it does not matter which cache has it. */
const file = async (request) => (await caches.match(request, { ignoreSearch: true })) ?? fetch(request)

/** @returns the state to write, and the cache to serve from */
async function choose(state) {
  if (state.proven === version) return [state, { chosen: own, isTrial: false }]
  const tries = state.tried === version ? state.tries : 0
  if (tries < TRIES)
    return [
      { ...state, tried: version, tries: tries + 1 },
      { chosen: own, isTrial: true },
    ]
  const last = cacheOf(state.proven)
  return [state, { chosen: (await isComplete(last)) ? last : own, isTrial: false }]
}

/** Loads the page again when it has not said in time that it is ready: then it is tried once more, or given up. */
async function watch(clientId) {
  await new Promise((resolve) => setTimeout(resolve, READY_MS))
  const { proven } = await readState()
  const client = proven === version ? undefined : await self.clients.get(clientId)
  await client?.navigate(client.url)
}

/** The page whose script this is has started. A page of another version says nothing of this one. */
const prove = (script) =>
  changeState((state) => [files.some(([name]) => script.endsWith(`/${name}`)) ? { ...state, proven: version } : state])

async function isComplete(name) {
  return (await caches.has(name)) && (await (await caches.open(name)).match(COMPLETE)) !== undefined
}

async function readState() {
  const kept = await (await caches.open(STATE)).match('./state')
  return kept ? kept.json() : { proven: null, tried: null, tries: 0 }
}

let changing = Promise.resolve()

/** One change at a time, written before anybody goes by it. */
function changeState(change) {
  const changed = changing.then(async () => {
    const [state, result] = await change(await readState())
    await (await caches.open(STATE)).put('./state', new Response(JSON.stringify(state)))
    return result
  })
  changing = changed.catch(() => undefined)
  return changed
}
