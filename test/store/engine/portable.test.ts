import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { countRows, sumOf, textOrder } from '../../../server/store/engine/portable.ts'
import { filesUnder } from '../../house/imports.ts'
import { officeOfTest } from '../../support/office.ts'

test('sums and counts are numbers, of nothing too', async () => {
  const { reads } = (await officeOfTest()).database
  const of = async (rows: string) => {
    const result = await sql`select ${sumOf('n')} as total, ${countRows()} as many
      from (${sql.raw(rows)}) as numbers`.execute(reads)
    return result.rows[0]
  }
  expect(await of('select 20 as n union all select 22')).toStrictEqual({ total: 42, many: 2 })
  expect(await of(`select ${2 ** 53 - 1} as n`)).toStrictEqual({ total: 2 ** 53 - 1, many: 1 })
  expect(await of('select 1 as n where 1 = 0')).toStrictEqual({ total: 0, many: 0 })
})

/** Where sums never leave the database: they are compared there, or written into tables. */
const staysInside = ['portable.ts', 'redate.ts', 'release.ts', 'verify-statements.ts']

test('the store counts and sums through these alone', () => {
  const counting = filesUnder('server/store').filter((path) =>
    /count\(\*\)|countAll|[^\w]sum\(/.test(readFileSync(path, 'utf8')),
  )
  expect(counting.map((path) => basename(path)).sort()).toEqual(staysInside)
})

test('text is ordered by its bytes', async () => {
  const { reads } = (await officeOfTest()).database
  const { rows } = await sql<{ name: string }>`select name
    from (select 'a' as name union all select 'đ' union all select 'Z' union all select 'z') as names
    order by ${textOrder('name')}`.execute(reads)
  expect(rows.map(({ name }) => name)).toEqual(['Z', 'a', 'z', 'đ'])
})

/** Columns that hold text other than digits of a day or moment, whose order every engine agrees on. */
const worded = String.raw`(\w+\.)?(code|criterion|group_code|name|username)\b`

test('the store orders text through this alone', () => {
  const bare = new RegExp(String.raw`orderBy\('${worded}|order by ([\w.]+( desc)?, )*${worded}`)
  const ordering = filesUnder('server/store').filter((path) => bare.test(readFileSync(path, 'utf8')))
  expect(ordering).toEqual([])
})

test('the store orders by nothing that a number stands for', () => {
  const ordinal = /order by ([^\n`]*, )?(\d|\$\{[^\n`]*sql\.lit\()/
  expect(filesUnder('server/store').filter((path) => ordinal.test(readFileSync(path, 'utf8')))).toEqual([])
})
