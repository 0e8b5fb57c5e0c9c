import { describe, expect, test } from 'vitest'
import { stageWords, visitPurposes } from '#core/words/stages'
import { accountRoles, roleWords } from '#core/words/roles'
import { usualRecipients } from '#core/words/office'
import { groupWords } from '#core/words/groups'
import { filesUnder, readSource } from './imports.ts'
import { oldWords } from './old-words.ts'

const folders = ['dashboard', 'server/core', 'server/services', 'server/http', 'server/demo', 'docs']
const texts = filesUnder(...folders).filter((path) => /\.(ts|svelte|md|html)$/.test(path))
const linesOf = (path: string) => readSource(path).split('\n')

describe('the words that people read', () => {
  test.each(oldWords)('say “$now” and no more $old', ({ old }) => {
    expect(texts.length).toBeGreaterThan(300)
    const found = texts.flatMap((path) =>
      linesOf(path).flatMap((line) => (old.test(line) ? [`${path}: ${line.trim()}`] : [])),
    )
    expect(found).toEqual([])
  })

  test.each([
    [groupWords('phuc-vu'), 'Sự phục vụ của cơ quan hành chính nhà nước'],
    [groupWords('y-te-giao-duc'), 'Dịch vụ y tế, giáo dục công lập'],
    [stageWords.inquiry, 'Hướng dẫn, giải đáp'],
    [stageWords.any, 'Tất cả các khâu'],
    [visitPurposes.map(({ words }) => words).join(' / '), 'Mọi việc / Nộp hồ sơ / Nhận kết quả / Hỏi'],
    [roleWords.officer, 'Công chức'],
    [accountRoles.find(({ role }) => role === 'manager')?.words, 'Văn phòng: số liệu, chỉ tiêu, thiết bị'],
    [
      usualRecipients('Phường Đông Hà').join('; '),
      'Sở Nội vụ (để tổng hợp); Thường trực Đảng ủy, HĐND phường; Chủ tịch, các Phó Chủ tịch UBND phường; Lưu: VT, TTPVHCC',
    ],
    [usualRecipients('Bộ phận Một cửa')[2], 'Chủ tịch, các Phó Chủ tịch UBND'],
  ])('are “%s”', (said, right) => {
    expect(said).toBe(right)
  })

  test('on what the office can still work out are the same in the guide and in docs/security.md', () => {
    const after = (path: string) =>
      readSource(path).split('Điều người trong cơ quan vẫn có thể suy ra\n')[1]?.split('\n## ')[0] ?? ''
    const guide = after('docs/huong-dan/can-bo-van-phong.md').trim()
    expect(guide).toMatch(/^- \*\*Tổng trừ các phần\.\*\*/)
    expect(after('docs/security.md')).toContain(guide)
  })
})
