import { expect, it } from 'vitest'
import {
  answersOnly,
  isErrorReply,
  isHeartbeatReply,
  isKioskSetup,
  isPairReply,
  isReceiptReply,
} from '../../../kiosk/server/replies.ts'
import { officeSetup } from '../../e2e/kiosk/support/kiosk-setup.ts'

const replies = [
  [isPairReply, { token: 't', device: { id: '1', name: 'Quầy 2' } }],
  [isKioskSetup, officeSetup()],
  [isHeartbeatReply, { receivedTo: 0, serverTime: '2026-11-20T08:31:07+07:00' }],
  [isReceiptReply, { receipts: [{ id: null, status: 'rejected' }], checkpoint: null, receivedTo: 3 }],
] as const

it.each(replies)('%o knows its own reply', (isReply, reply) => {
  expect(isReply(reply)).toBe(true)
})

it.each(replies)('%o takes nothing else for a reply, as a sign-in page of the network may send', (isReply, reply) => {
  const needed = Object.keys(reply).filter(
    (name) => !['checkpoint', 'restoredAt'].includes(name) && name !== 'procedures',
  )
  for (const name of needed) {
    expect(isReply(Object.fromEntries(Object.entries(reply).filter(([key]) => key !== name)))).toBe(false)
  }
  for (const other of [null, 'Sign in', [], {}, 7]) expect(isReply(other)).toBe(false)
})

it('takes receipts only when each names an entry and a status', () => {
  expect(isReceiptReply({ receipts: [{ status: 'stored' }], receivedTo: 3 })).toBe(false)
  expect(isReceiptReply({ receipts: ['stored'], receivedTo: 3 })).toBe(false)
})

it.each(['', 'soon', 'NaN', '2026-13-01T00:00:00Z', '2026-11-20', 20261120])(
  'takes %j for no time of the server',
  (serverTime) => {
    expect(isHeartbeatReply({ receivedTo: 0, serverTime })).toBe(false)
  },
)

it.each([-1, 1.5, NaN, Infinity, '3', null])('takes %j for no count of what was received', (receivedTo) => {
  expect(isHeartbeatReply({ receivedTo, serverTime: '2026-11-20T08:31:07+07:00' })).toBe(false)
  expect(isReceiptReply({ receipts: [], receivedTo })).toBe(false)
})

it.each([
  { id: 'a', status: 'ok' },
  { id: 7, status: 'stored' },
  { id: 'a', status: 'rejected', issues: [{ path: 'area' }] },
  { id: 'a', status: 'rejected', issues: 'unknown_area' },
])('takes %j for no receipt', (receipt) => {
  expect(isReceiptReply({ receipts: [receipt], receivedTo: 0 })).toBe(false)
})

it('takes receipts for an answer only to what was sent, once each', () => {
  const reply = (...ids: (string | null)[]) => ({
    ...{ receipts: ids.map((id) => ({ id, status: 'stored' as const })), checkpoint: null, receivedTo: 0 },
  })
  expect(answersOnly(reply('a', null), ['a', 'b'])).toBe(true)
  expect(answersOnly(reply('c'), ['a', 'b'])).toBe(false)
  expect(answersOnly(reply('a', 'a'), ['a', 'b'])).toBe(false)
})

it('knows how the server says no', () => {
  expect(isErrorReply({ code: 'unknown_device', message: '' })).toBe(true)
  for (const other of [{ code: 7, message: '' }, { code: '', message: '' }, { error: 'no' }, null, '<html>'])
    expect(isErrorReply(other)).toBe(false)
})
