import { deviceRows } from './devices.ts'
import { figureRows } from './figures.ts'
import { officeRows } from './office.ts'
import { operationRows } from './operations.ts'
import { peopleRows } from './people.ts'
import type { Rows } from './row.ts'
import { superiorFileRows } from './superior-file.ts'

/** Every route of staff with who may call it, by feature. A new route without its row fails the tests. */
export const staff: Rows = {
  ...peopleRows,
  ...officeRows,
  ...deviceRows,
  ...figureRows,
  ...superiorFileRows,
  ...operationRows,
}

/** Routes that anyone may call. */
export const open = [
  'GET /',
  'GET /home.css',
  'GET /fonts.css',
  'GET /favicon.ico',
  'GET /healthz',
  'GET /api/openapi.json',
  'GET /api/docs',
  'GET /api/docs.css',
  'POST /api/devices/pair',
  'POST /api/session',
  'POST /api/session/link',
  'POST /api/password-resets',
]

/** Routes for paired kiosks alone. */
export const ofKiosks = ['GET /api/kiosk/setup', 'POST /api/responses', 'POST /api/devices/heartbeat']
