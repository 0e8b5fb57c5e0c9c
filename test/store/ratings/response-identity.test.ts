import { expect, test } from 'vitest'
import { identityAppendOnly } from '../../../migrations/0021-response-identity.ts'
import { migrate } from '../../../server/store/engine/migrate.ts'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf, valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

const copied = `assignment_id, seq, counter_id, area_id, procedure_id, stage, channel, questionnaire_id, local_date,
  half_day, language, assisted, uncertain_time, dwell_bucket, gap_bucket, reasons`

test('ids of before are each filed once; of one that stands under two units the first stays', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  await kiosk.rate([1, 2, 3])
  const [an, binh] = [await office.unitId('xa-an'), await office.unitId('xa-binh')]
  tamperWith(office.file, (file) => {
    for (const table of identityAppendOnly) file.exec(`drop table ${table}`)
    file.exec(`delete from migration where name = '0021-response-identity'`)
    file.exec(`insert into response (unit_id, id, ${copied}) select ${binh}, id, ${copied} from response
      order by id limit 1`)
  })
  await migrate(office.file)
  const filed = rowsOf(office.file, 'select unit_id, count(*) as n from response_identity group by 1')
  expect(filed).toEqual([{ unit_id: an, n: 3 }])
  expect(valueOf(office.file, 'select count(*) from response')).toBe(4)
})
