import { createPoster } from '../fault/support/client.ts'
import type { PairedDevice } from '../fault/support/client.ts'
import type { Place } from '../support/server-process.ts'
import { hailong } from '../support/server-process.ts'

/** A token that may do what an office's manager may. */
export async function managerToken(place: Place): Promise<string> {
  const { json } = await hailong(place, 'token', 'create', '--role', 'manager', '--json')
  return (json as { token: string }).token
}

/** Pairs many kiosks over the interface: a command for each would take longer than the bench. */
export async function pairMany(place: Place, address: string, count: number): Promise<PairedDevice[]> {
  const post = createPoster(1)
  const token = await managerToken(place)
  const devices: PairedDevice[] = []
  for (let number = 1; number <= count; number += 1) {
    const counter = { unit: 'van-phong', counter: `Quầy ${number}` }
    const { code } = (await post(`${address}/api/pairing-codes`, counter, token)).body as { code: string }
    const paired = (await post(`${address}/api/devices/pair`, { code })).body as { token: string }
    devices.push({ token: paired.token, seq: 1 })
  }
  return devices
}
