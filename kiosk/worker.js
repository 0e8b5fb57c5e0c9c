// The whole front end is kept at installation and served from that copy: a kiosk must start with no network.
// The words in quotes are replaced by the build.
const version = 'VERSION'
const files = ['FILES']

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(version)
      .then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: 'reload' }))))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== version).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  // The API is never answered from a copy: only the outbox knows what was received.
  if (request.method !== 'GET' || !url.href.startsWith(self.registration.scope)) return
  const wanted = request.mode === 'navigate' ? './' : request
  event.respondWith(caches.match(wanted, { ignoreSearch: true }).then((kept) => kept ?? fetch(request)))
})
