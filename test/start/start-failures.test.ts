import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { startFailure } from '../../server/start-failures.ts'

const context = { port: 80, dataDir: '/srv/hai-long' }
const failing = (code: string, syscall: string): Error => Object.assign(new Error(code), { code, syscall })

test.each([
  ['EACCES', 'listen', ['không được mở cổng 80', 'Hyper-V', 'PORT=3000']],
  ['EPERM', 'listen', ['không được mở cổng 80']],
  ['EADDRINUSE', 'listen', ['Cổng 80 đang được chương trình khác dùng']],
  ['EADDRNOTAVAIL', 'listen', ['không có địa chỉ đã đặt trong HOST']],
  ['ENOTFOUND', 'getaddrinfo', ['không có địa chỉ đã đặt trong HOST']],
  ['EACCES', 'open', ['Không ghi được vào thư mục dữ liệu /srv/hai-long']],
  ['EACCES', 'mkdir', ['Không ghi được vào thư mục dữ liệu']],
])('%s of %s is told with its own sentence', (code, syscall, parts) => {
  const words = startFailure(failing(code, syscall), context) ?? ''
  for (const part of parts) expect(words).toContain(part)
  if (syscall === 'listen') expect(words).not.toContain('thư mục')
})

test('a port that is really taken is told as one', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const second = createServer().listen(port, '127.0.0.1')
  const [error] = (await once(second, 'error')) as [Error]
  expect(startFailure(error, { ...context, port })).toContain(`Cổng ${port} đang được`)
  taken.close()
})
