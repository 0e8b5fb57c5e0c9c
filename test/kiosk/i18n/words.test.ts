import { describe, expect, it } from 'vitest'
import { keepCompounds } from '../../../kiosk/i18n/compounds.ts'
import { en } from '../../../kiosk/i18n/en.ts'
import { dictionaries, inLanguage } from '../../../kiosk/i18n/language.ts'
import { vi } from '../../../kiosk/i18n/vi.ts'
import { pairingCode, tidyCode } from '../../../kiosk/state/pairing-code.ts'

describe('compound words', () => {
  it.each([
    ['Ông/Bà hài lòng hay không hài lòng', 'Ông/Bà hài_lòng hay không_hài_lòng'],
    ['Rất không hài lòng', 'Rất không hài_lòng'],
    ['với việc giải quyết thủ tục này?', 'với việc giải_quyết thủ_tục này?'],
    ['Trung tâm Phục vụ hành chính công phường 2', 'Trung_tâm Phục_vụ hành_chính_công phường 2'],
    ['Hộ kinh doanh', 'Hộ_kinh_doanh'],
    ['nhà đất đai', 'nhà_đất đai'],
    ['chài lòngs', 'chài lòngs'],
  ])('of "%s" stay together', (text, expected) => {
    expect(keepCompounds(text)).toBe(expected.replaceAll('_', '\u00a0'))
  })

  it('are found in decomposed letters too', () => {
    expect(keepCompounds('hài lòng'.normalize('NFD'))).toBe('hài\u00a0lòng')
  })
})

describe('dictionaries', () => {
  it('say the same in both languages, nothing left empty', () => {
    expect(Object.keys(en)).toEqual(Object.keys(vi))
    for (const words of [...Object.values(vi), ...Object.values(en)]) expect(words).not.toBe('')
  })

  it('name Vietnamese words of more than one syllable as one', () => {
    expect(dictionaries.vi.thanksRecorded).toBe('Đánh\u00a0giá đã được ghi\u00a0nhận.')
  })

  it('fall back to Vietnamese where an area has no English name', () => {
    expect(inLanguage({ vi: 'Hộ tịch', en: '' }, 'en')).toBe('Hộ tịch')
  })
})

describe('pairing codes', () => {
  it.each([
    ['#pair=ABCD2345', 'ABCD2345'],
    ['#pair=abcd-2345', 'ABCD2345'],
    ['#pair=', null],
    ['#other', null],
    ['', null],
  ])('are read from a link %s', (hash, code) => {
    expect(pairingCode(hash)).toBe(code)
  })

  it('are taken as people type them', () => {
    expect(tidyCode(' ab cd–23 45 6')).toBe('ABCD2345')
  })
})
