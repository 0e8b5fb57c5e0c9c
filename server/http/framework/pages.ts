import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { z } from 'zod'
import { ApiError } from './errors.ts'
import { serveLook } from './look.ts'
import type { App } from './routes.ts'

/** What the build says it is made of. Whatever else comes to lie in its folder is given to nobody. */
const BuiltFiles = z.array(z.string())

function listedFiles(root: string): ReadonlySet<string> {
  const list = join(root, 'files.json')
  const names = existsSync(list) ? BuiltFiles.parse(JSON.parse(readFileSync(list, 'utf8'))) : []
  return new Set(names.map((name) => `/${name}`))
}

/** Files with a hash in their name never change; the pages themselves are asked for anew each time. */
function cachingOf(path: string): string {
  return /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'
}

const homeWith = (note: string): string => `<!doctype html>
<html lang="vi" translate="no">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Hài Lòng</title>
    <meta name="google" content="notranslate" />
    <link rel="icon" href="/favicon.ico" type="image/svg+xml" />
    <link rel="stylesheet" href="/fonts.css" />
    <link rel="stylesheet" href="/home.css" />
  </head>
  <body>
    <main>
      <h1><img src="/favicon.ico" alt="" width="56" height="56" />Hài Lòng</h1>
      <p>Đánh giá mức độ hài lòng tại Bộ phận Một cửa.</p>${note}
      <p><a href="/dashboard/">Bảng số liệu dành cho cán bộ, công chức</a></p>
      <p><a href="/kiosk/">Màn hình đánh giá dành cho người dân</a></p>
    </main>
  </body>
</html>
`
const homeStyle = `body { margin: 0; background: #f6f7f9; color: #1d2a3a; font: 400 19px/1.6 'Be Vietnam Pro', system-ui, sans-serif }
main { max-width: 560px; margin: 56px auto; padding: 32px }
h1 { display: flex; align-items: center; gap: 16px; font-size: 46px; line-height: 1.2; margin: 0 0 12px; color: #0b5c63 }
a { display: block; padding: 16px 20px; background: #fff; border: 1px solid #858e9c; border-radius: 14px; color: #0b5c63; font-weight: 600; text-decoration: none }
a:focus-visible { outline: 3px solid #0b5c63; outline-offset: 2px }
`

export interface PagesOptions {
  /** Folder with the built front ends. */
  readonly distDir: string
  readonly demo?: true
}

/** The built front ends, and the page at `/` that leads to them. */
export async function servePages(app: App, { distDir, demo }: PagesOptions): Promise<void> {
  const home = homeWith(demo ? '\n      <p><strong>Dữ liệu mẫu</strong>: số liệu không có thật.</p>' : '')
  const config = { access: 'anyone' } as const
  app.get('/', { config, schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(home),
  )
  app.get('/home.css', { config, schema: { hide: true } }, (_request, reply) => reply.type('text/css').send(homeStyle))
  await serveLook(app, distDir)
  for (const name of ['kiosk', 'dashboard']) {
    const root = join(distDir, name)
    if (!existsSync(root)) continue
    const listed = listedFiles(root)
    await app.register(async (scope) => {
      scope.addHook('onRoute', (route) => {
        route.config = { ...route.config, ...config }
        route.schema = { ...route.schema, hide: true }
      })
      await scope.register(fastifyStatic, {
        root,
        prefix: `/${name}/`,
        wildcard: false,
        allowedPath: (path) => listed.has(path === '/' ? '/index.html' : path),
        decorateReply: false,
        cacheControl: false,
        setHeaders: (response, path) => {
          void response.header('cache-control', cachingOf(path))
        },
      })
    })
    app.get(`/${name}`, { config, schema: { hide: true } }, (_request, reply) => reply.redirect(`/${name}/`))
  }
  const dashboard = join(distDir, 'dashboard', 'index.html')
  if (!existsSync(dashboard)) return
  const page = readFileSync(dashboard)
  // Pages of the dashboard have addresses of their own; which one is shown is decided in the browser.
  app.get('/dashboard/*', { config, schema: { hide: true } }, (request, reply) => {
    if (request.url.startsWith('/dashboard/assets/')) throw new ApiError('not_found')
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })
}
