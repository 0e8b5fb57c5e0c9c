import { expect, test } from 'vitest'
import { missingWords } from '../../../dashboard/i18n/missing-words.ts'

test.each([
  ['Tên quầy', false, 'Mời nhập tên quầy.'],
  ['Tỷ lệ hài lòng (%)', false, 'Mời nhập tỷ lệ hài lòng.'],
  ['Lĩnh vực', true, 'Mời chọn lĩnh vực.'],
  ['Nhập lại mật khẩu mới', false, 'Mời nhập lại mật khẩu mới.'],
  ['Cấp cho', false, 'Mời nhập mục “Cấp cho”.'],
  ['Chuyển đến quầy', false, 'Mời nhập mục “Chuyển đến quầy”.'],
])('an empty field “%s” is asked for', (label, isList, words) => {
  expect(missingWords(label, isList)).toBe(words)
})
