import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { CLAIM_MS } from '../../server/schedule/scheduler.ts'
import { serve } from '../../server/start/serve.ts'
import { filesIn } from '../../server/store/engine/data-files.ts'
import { openDatabase } from '../../server/store/engine/database.ts'
import { rowsOf } from '../support/tables.ts'

test('opens with its jobs done, though a process was killed in the middle of one', { timeout: 30_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-serve-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const now = Date.parse('2026-11-20T09:00:00+07:00')
  const start = () =>
    serve({
      config: readConfig({ DATA_DIR: folder, PORT: '0' }),
      clock: () => now,
      version: '0',
      distDir: folder,
      logger: false,
      onStorageFailure: (error) => expect.unreachable(String(error)),
    })
  await (await start()).stop()

  const { database: file } = filesIn(folder)
  const database = openDatabase(file)
  const cutShort = { finished_at: null, outcome: null, claimed_by: 'killed', claimed_until: now + CLAIM_MS }
  await database.transaction(async (trx) => {
    await trx.updateTable('job').set(cutShort).where('name', '=', 'sessions').execute()
  })
  await database.close()

  await (await start()).stop()
  expect(rowsOf(file, `select outcome, claimed_by from job where name = 'sessions'`)).toEqual([
    { outcome: 'done', claimed_by: null },
  ])
})
