import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'

/** The application as routes see it: handlers are typed by the zod schemas beside them. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** A feature adds its routes to the application. */
export type Routes = (app: App) => void

/** An inner context of the application, with routes typed in the same way. */
export const typedContext = (context: FastifyInstance): App => context.withTypeProvider<ZodTypeProvider>()
