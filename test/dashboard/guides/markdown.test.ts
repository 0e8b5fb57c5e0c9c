import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { guideFor, guideOfLink, guides, pictureAddress } from '../../../dashboard/guides/guide-files.ts'
import { blocksOf, spansOf } from '../../../dashboard/guides/markdown.ts'
import type { Block, GuideSpan } from '../../../dashboard/guides/markdown.ts'

const plain = (spans: readonly GuideSpan[]): string => spans.map(({ text }) => text).join('')

test('what stands within a line', () => {
  expect(spansOf('Bấm **Danh mục**, gõ `npm start`, *lượt* và [mục 7](a.md).').map(({ kind, text }) => [kind, text])).toEqual([
    ['text', 'Bấm '], ['strong', 'Danh mục'], ['text', ', gõ '], ['code', 'npm start'], ['text', ', '], ['em', 'lượt'],
    ['text', ' và '], ['link', 'mục 7'], ['text', '.'],
  ]) // prettier-ignore
  expect(plain(spansOf('2 * 3 ** [dở'))).toBe('2 * 3 ** [dở')
})

test('blocks: lines of a paragraph and of an item are joined, and a list may follow at once', () => {
  const blocks = blocksOf('# Tên\nMột\nhai\n- a\n  b\n- c\n\n1. x\n2. y\n\n| g | h |\n|---|---|\n| 1 | 2 |\n\n> lời')
  const shown = (block: Block): unknown => {
    if (block.kind === 'list') return [block.ordered, ...block.items.map(plain)]
    if (block.kind === 'table') return block.rows.map((row) => row.map(plain))
    return block.kind === 'picture' ? block.file : plain(block.spans)
  }
  expect(blocks.map((block) => [block.kind, shown(block)])).toEqual([
    ['heading', 'Tên'],
    ['paragraph', 'Một hai'],
    ['list', [false, 'a b', 'c']],
    ['list', [true, 'x', 'y']],
    ['table', [['g', 'h'], ['1', '2']]],
    ['quote', 'lời'],
  ]) // prettier-ignore
})

test.each(guides.map(({ file }) => file))('%s is shown whole, with its pictures and without marks', (file) => {
  const blocks = blocksOf(readFileSync(`docs/huong-dan/${file}.md`, 'utf8'))
  const pictures = blocks.flatMap((block) => (block.kind === 'picture' ? [block.file] : []))
  expect(pictures.length).toBeGreaterThan(0)
  const there = readdirSync('docs/huong-dan/hinh')
  for (const picture of pictures) {
    expect(there).toContain(picture)
    expect(pictureAddress(picture)).not.toBeNull()
  }
  const all = JSON.stringify(blocks)
  expect(all).not.toMatch(/\*\*|<img|\]\(/)
})

test('a guide leads to another one; files that are not shown are named alone', () => {
  expect(guideOfLink('lanh-dao.md')?.file).toBe('lanh-dao')
  expect(guideOfLink('can-bo-van-phong.md#7')?.file).toBe('can-bo-van-phong')
  expect(guideOfLink('../van-hanh.md')).toBeNull()
  expect(['admin', 'manager', 'supervisor'].map((role) => guideFor(role).file)).toEqual([
    'nguoi-quan-tri',
    'can-bo-van-phong',
    'lanh-dao',
  ])
})
