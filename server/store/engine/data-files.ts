import { join } from 'node:path'

export function filesIn(dataDir: string): { readonly database: string; readonly lock: string } {
  return { database: join(dataDir, 'hai-long.db'), lock: join(dataDir, 'server.lock') }
}
