import { createHash } from 'node:crypto'
import { z } from 'zod'
import { KioskSetup, KioskSetupQuery } from '#contract/kiosk-setup'
import type { KioskSetupStores } from '../../services/devices/kiosk-setup.ts'
import { kioskSetup } from '../../services/devices/kiosk-setup.ts'
import { deviceOf } from '../access/access.ts'
import { isKnownTag } from '../framework/entity-tags.ts'
import { ApiError } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

/** All a kiosk needs to know; the ETag spares a kiosk that knows it already. */
export const kioskSetupRoutes =
  (stores: KioskSetupStores): Routes =>
  (app) => {
    app.get(
      '/api/kiosk/setup',
      {
        config: { access: 'device' },
        schema: { querystring: KioskSetupQuery, response: { 200: KioskSetup, 304: z.null() } },
      },
      async (request, reply) => {
        const device = deviceOf(request)
        if (device.replaced) throw new ApiError('device_replaced')
        const setup = await kioskSetup(stores, { ...device, copiesOf: request.query.copiesOf ?? [] })
        const etag = `"${createHash('sha256').update(JSON.stringify(setup)).digest('base64url').slice(0, 22)}"`
        void reply.header('etag', etag).header('cache-control', 'private, no-cache')
        if (isKnownTag(request.headers['if-none-match'], etag)) return reply.status(304).send(null)
        return setup
      },
    )
  }
