import { expect, it } from 'vitest'
import { isHeartbeatReply, isKioskSetup, isPairReply, isReceiptReply } from '../../../kiosk/outbox/replies.ts'
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
