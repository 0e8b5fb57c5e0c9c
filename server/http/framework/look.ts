import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ApiError } from './errors.ts'
import type { App } from './routes.ts'

/** The rules of the product's typeface as the dashboard was built with them; empty where it was not built. */
function fontFacesIn(assets: string): string {
  if (!existsSync(assets)) return ''
  const styles = readdirSync(assets).filter((name) => name.endsWith('.css'))
  const faces = styles.flatMap(
    (name) => readFileSync(join(assets, name), 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? [],
  )
  return faces.join('\n')
}

/** What pages outside the front ends look like the product by: its typeface and its sign. */
export async function serveLook(app: App, distDir: string): Promise<void> {
  const options = { config: { access: 'anyone' }, schema: { hide: true } } as const
  const faces = fontFacesIn(join(distDir, 'dashboard', 'assets'))
  app.get('/fonts.css', options, (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(faces),
  )
  const icon = join(distDir, 'dashboard', 'icon.svg')
  const sign = existsSync(icon) ? readFileSync(icon) : null
  app.get('/favicon.ico', options, (_request, reply) => {
    if (sign === null) throw new ApiError('not_found')
    return reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(sign)
  })
}
