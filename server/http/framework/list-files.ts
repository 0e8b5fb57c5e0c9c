import { ApiError } from './errors.ts'
import type { App, Routes } from './routes.ts'
import { typedContext } from './routes.ts'

/** What a list may come as. */
export const listFileTypes = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']

/** Adds routes whose body is a file; in a context of their own, because no other route takes one. */
export function takeListFiles(app: App, routes: Routes): void {
  void app.register((context, _options, done) => {
    const files = typedContext(context)
    files.addContentTypeParser(listFileTypes, { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
    routes(files)
    done()
  })
}

/** The file that came. @throws ApiError where something else did */
export function bytesOf(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw new ApiError('unsupported_media_type')
  return body
}

/** Why a file could not be taken. */
export const unreadableFile = ({ code }: { readonly code: string }): ApiError =>
  code === 'too_large' ? new ApiError('too_large') : new ApiError('unreadable_file', [{ path: 'file', code }])
