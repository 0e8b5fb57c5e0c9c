import fastifyHelmet from '@fastify/helmet'
import type { App } from './routes.ts'

const self = ["'self'"]
const none = ["'none'"]

/** Nothing from elsewhere, no inline script or style, no framing. HSTS and upgrades only where there is TLS. */
export async function secureHeaders(app: App, tls: boolean): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: self,
        fontSrc: self,
        imgSrc: ["'self'", 'data:'],
        connectSrc: self,
        manifestSrc: self,
        workerSrc: self,
        baseUri: none,
        formAction: self,
        frameAncestors: none,
      },
    },
    strictTransportSecurity: tls ? { maxAge: 15_552_000, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: tls,
    originAgentCluster: tls,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
}
