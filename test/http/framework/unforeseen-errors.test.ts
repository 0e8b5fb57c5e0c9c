import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { handleFailures } from '../../../server/http/framework/failure.ts'
import { AlreadyExistsError, isUniqueViolation } from '../../../server/store/engine/database.ts'
import { officeOfTest } from '../../support/office.ts'

/** What the log says of a request whose route does this. */
async function logOf(work: () => Promise<unknown>): Promise<readonly { level: number; msg: string; route?: string }[]> {
  const lines: string[] = []
  const app = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => lines.push(line) } } })
  handleFailures(app, { nameOf: () => 'already_exists', isUnforeseen: isUniqueViolation })
  app.get('/api/broken', work)
  expect((await app.inject('/api/broken')).statusCode).toBe(409)
  await app.close()
  return lines.map((line) => JSON.parse(line))
}

test('what a unique constraint alone has found is logged, so that a bug does not hide behind its code', async () => {
  const { database } = await officeOfTest()
  const twice = (): Promise<void> =>
    database.transaction(async (trx) => {
      const area = await trx.selectFrom('area').selectAll().executeTakeFirstOrThrow()
      await trx
        .insertInto('area')
        .values({ ...area, id: 999 })
        .execute()
    })
  expect(await logOf(twice)).toMatchObject([{ level: 40, msg: 'unforeseen error', route: '/api/broken' }])
})

test('what a transaction has found itself is not', async () => {
  expect(await logOf(() => Promise.reject(new AlreadyExistsError()))).toEqual([])
})
