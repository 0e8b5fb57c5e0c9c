import { expect, test } from 'vitest'
import { writeCsv } from '../../../server/files/csv/write.ts'
import { bytesOf, sheetOf } from '../file-bytes.ts'

test('has a byte order mark, its header first, its titles and notes last, and one width', async () => {
  const sheet = sheetOf({
    titles: ['Bảng 2, quý III'],
    columns: [{ label: 'Mã', code: 'ma' }, { label: 'Số lượt', code: 'so_luot' }, { label: 'Tỷ lệ' }],
    rows: [
      { strong: ['00004', 1460, { kind: 'decimal', value: 83.94, decimals: 2 }] },
      ['=1+2', null, { kind: 'percent', value: 0.931, decimals: 1 }],
      ['nói "được"\r\nvà', 3, { kind: 'date', date: '2026-09-30' }],
    ],
    notes: ['“–”: không nêu'],
  })
  const text = (await bytesOf(writeCsv(sheet))).toString()
  expect(text.split('\r\n')).toEqual([
    '\uFEFFMã,Số lượt,Tỷ lệ',
    'ma,so_luot,',
    '00004,1460,83.94',
    "'=1+2,,0.931",
    '"nói ""được""\nvà",3,2026-09-30',
    ',,',
    '"Bảng 2, quý III",,',
    '“–”: không nêu,,',
    '',
  ])
})

test('comes in pieces', async () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => [String(at), `Lĩnh vực ${at}`])
  const pieces: Buffer[] = []
  for await (const piece of writeCsv(sheetOf({ rows }))) pieces.push(piece)
  expect(pieces.length).toBeGreaterThan(2)
  expect(Buffer.concat(pieces).toString().split('\r\n')).toHaveLength(10_002)
})
