import { expect, test } from 'vitest'
import { saySame } from '../../../dashboard/overview/figure-rows.ts'
import * as figures from '../support/figures.ts'

const reply = (row: typeof figures.land) => figures.reply('total', [row], row)
const { land } = figures

test.each([
  ['the same numbers under another name', { ...land, label: 'Đất đai' }, true],
  ['another target', { ...land, target: figures.target90 }, false],
  ['more answers', { ...land, received: 156, answered: 156 }, false],
  ['another verdict', { ...land, verdict: 'met' as const }, false],
])('a figure with %s is told apart: %j', (_, other, isSame) => {
  expect(saySame(reply(land), reply(other))).toBe(isSame)
})
