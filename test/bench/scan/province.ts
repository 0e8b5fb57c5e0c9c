import { mkdirSync } from 'node:fs'
import { prepareDatabase } from '../../../server/databases.ts'
import { filesIn } from '../../../server/store/engine/data-files.ts'
import { openDatabase } from '../../../server/store/engine/database.ts'
import { SqliteFile } from '../../../server/store/engine/sqlite/driver.ts'
import { createUnit, unitByCode } from '../../../server/store/office/units.ts'

/** Responses of the commune whose year is asked for. */
export const COMMUNE_YEAR = 20_000
const COMMUNES = 170
const DAYS = 365
/** Rows written in one statement. */
const SLICE = 500_000

/** A year of a province, as formulas over the number of a row: whoever makes rows by them makes the same. */
export interface Province {
  readonly rows: number
  readonly provinceId: number
  readonly communeIds: readonly number[]
  readonly areaIds: readonly number[]
  readonly questionnaireId: number
}

/** SQL for what a row of number `n` holds, in terms that SQLite and DuckDB understand alike. */
export function rowFormulas({ rows, communeIds, areaIds }: Province) {
  const first = communeIds[0] ?? 0
  const step = rows / COMMUNE_YEAR
  const whole = (divided: string, by: number) => `cast((${divided} - ${divided} % ${by}) / ${by} as bigint)`
  const turn = whole('n', step)
  return {
    // Rows come in the order of their days, and each day all communes have some: as taps arrive.
    day: whole(`(n * ${DAYS})`, rows),
    unit: `case when n % ${step} = 0 then ${first} else ${first} + 1 + n % ${COMMUNES - 1} end`,
    area: `${areaIds[0] ?? 0} + (n + ${turn}) % ${areaIds.length}`,
    level: `1 + (${whole('n', 7)} + ${turn}) % 5`,
  }
}

/** Fills a data folder with a province's year: facts and tallies, without the ledger, which no figure reads. */
export async function fillProvince(dataDir: string, rows: number): Promise<Province> {
  if (rows % COMMUNE_YEAR !== 0) throw new Error(`--rows must be a multiple of ${COMMUNE_YEAR}`)
  mkdirSync(dataDir, { recursive: true })
  const { database: file } = filesIn(dataDir)
  await prepareDatabase(file)
  const province = await prepareProvince(file, rows)
  writeRows(file, province)
  return province
}

async function prepareProvince(file: string, rows: number): Promise<Province> {
  const database = openDatabase(file)
  try {
    const { reads, transaction } = database
    const office = await unitByCode(reads, 'van-phong')
    if (!office) throw new Error('no office')
    const communeIds = await transaction(async (trx) => {
      const ids: number[] = []
      for (let number = 0; number < COMMUNES; number += 1)
        ids.push(await createUnit(trx, { code: `xa-${number}`, name: `Xã ${number}`, parentId: office.id }))
      return ids
    })
    const areaIds = (await reads.selectFrom('area').select('id').orderBy('id').execute()).map(({ id }) => id)
    const form = reads.selectFrom('questionnaire').select('id').where('code', '=', 'quay-nhanh')
    const { id: questionnaireId } = await form.executeTakeFirstOrThrow()
    for (const ids of [communeIds, areaIds])
      if (ids.some((id, index) => id !== (ids[0] ?? 0) + index)) throw new Error('ids do not follow each other')
    return { rows, provinceId: office.id, communeIds, areaIds, questionnaireId }
  } finally {
    await database.close()
  }
}

function writeRows(path: string, province: Province): void {
  const { day, unit, area, level } = rowFormulas(province)
  const file = new SqliteFile(path)
  try {
    for (const pragma of ['journal_mode = off', 'synchronous = off', 'foreign_keys = off', 'cache_size = -400000'])
      file.pragma(pragma)
    const numbers = (from: number, to: number) => `with recursive number (n) as (
      select ${from} union all select n + 1 from number where n + 1 < ${to})`
    const id = `cast(printf('%016d', n) as blob)`
    for (let from = 0; from < province.rows; from += SLICE) {
      const to = Math.min(from + SLICE, province.rows)
      file.exec(`insert into response ${numbers(from, to)}
        select ${unit}, ${id}, null, null, 0, ${area}, 0, '', 'import', ${province.questionnaireId},
          date('2025-01-01', ${day} || ' days'), n % 2, 'vi', 0, 0, null, null, null from number`)
      file.exec(`insert into answer ${numbers(from, to)} select ${unit}, ${id}, 'overall', ${level} from number`)
    }
    countRows(file)
  } finally {
    file.close()
  }
}

function countRows(file: InstanceType<typeof SqliteFile>): void {
  const levels = [1, 2, 3, 4, 5].map((level) => `sum(level = ${level})`).join(', ')
  const cell = 'area_id, procedure_id, stage, channel, counter_id, questionnaire_id'
  const half = `substr(day, 1, 8) || case when substr(day, 9) <= '14' then '1' else '2' end`
  const sums = ['n1', 'n2', 'n3', 'n4', 'n5', 'n0'].map((name) => `sum(${name})`).join(', ')
  file.exec(`
    insert into tally_day select r.unit_id, local_date, ${cell}, criterion, ${levels}, 0
      from response as r join answer as a on a.unit_id = r.unit_id and a.response_id = r.id
      group by r.unit_id, local_date, ${cell}, criterion;
    insert into tally_half_month select unit_id, ${half}, area_id, stage, channel, questionnaire_id, criterion, ${sums}
      from tally_day group by 1, 2, 3, 4, 5, 6, 7;
    insert into received_day select unit_id, day, ${cell}, n1 + n2 + n3 + n4 + n5 + n0 from tally_day;
    insert into received_half_month select unit_id, ${half}, area_id, stage, channel, questionnaire_id, sum(received)
      from received_day group by 1, 2, 3, 4, 5, 6`)
}
