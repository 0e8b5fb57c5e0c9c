import { readFileSync } from 'node:fs'
import type { KioskSetup } from '#contract/kiosk-setup'

const shipped = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../../server/data/${name}.json`, import.meta.url), 'utf8'))

/** A counter with the names and words of a real office: long ones. */
export function officeSetup(change: Partial<KioskSetup> = {}): KioskSetup {
  return {
    assignment: 'a7',
    unit: { code: '19429', name: 'Trung tâm Phục vụ hành chính công phường Quảng Trị' },
    counter: 'Quầy 2',
    stage: 'result',
    areas: shipped('areas').map(({ code, label, groups }: KioskSetup['areas'][number]) => ({ code, label, groups })),
    procedures: [],
    questionnaires: shipped('questionnaires'),
    settings: { idleSeconds: 30, idleFacesSeconds: 45, askMoreTimeSeconds: 15, thanksSeconds: 4 },
    checkpoint: null,
    restoredAt: null,
    ...change,
  }
}
