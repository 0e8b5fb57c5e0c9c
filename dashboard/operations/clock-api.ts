import type { ClockReport } from '#contract/operations'
import type { Client } from '../app/client.ts'

/** Whether the time of the server is believed. */
export const readClock = (client: Client) => client.get<ClockReport>('/api/clock')

/** An administrator says that it is right. */
export const confirmClock = (client: Client) => client.send<ClockReport>('POST', '/api/clock/confirm')
