import type { SetupAnswer, SetupProgress } from '#contract/setup'

/** The questions of the set-up in their order, as the server counts them from 1. */
export const setupSteps = [
  { step: 'office', name: 'Đơn vị', title: 'Đơn vị nào dùng hệ thống này?' },
  { step: 'places', name: 'Quầy', title: 'Người dân đến điểm nào, quầy nào?' },
  { step: 'targets', name: 'Chỉ tiêu', title: 'Kế hoạch năm nay đặt chỉ tiêu nào?' },
  { step: 'hours', name: 'Giờ tiếp nhận', title: 'Đơn vị tiếp nhận vào giờ nào?' },
  { step: 'reports', name: 'Kỳ báo cáo', title: 'Báo cáo theo kỳ nào, gửi đến ai?' },
  { step: 'backup', name: 'Sao lưu', title: 'Sao lưu số liệu vào đâu?' },
  { step: 'people', name: 'Quản trị', title: 'Ai quản trị hệ thống?' },
] as const satisfies readonly { readonly step: SetupAnswer['step']; readonly name: string; readonly title: string }[]

export type SetupStep = (typeof setupSteps)[number]

/** What the page shows: one question, the pairing of the first kiosk at the end, or what was answered. */
export type SetupView =
  | { readonly kind: 'summary' }
  | { readonly kind: 'step'; readonly number: number; readonly step: SetupStep }
  | { readonly kind: 'pairing' }

const PAIRING = 'ghep'

/** By the address, else by how far the set-up has come: whoever comes back goes on where they stopped. */
export function setupView(query: URLSearchParams, progress: SetupProgress): SetupView {
  const requested = query.get('buoc')
  if (requested === PAIRING) return { kind: 'pairing' }
  const isOpen = progress.state === 'new' || progress.state === 'begun'
  const number = requested === null ? (isOpen ? progress.step : 0) : Number(requested)
  const step = setupSteps[number - 1]
  return step === undefined ? { kind: 'summary' } : { kind: 'step', number, step }
}

/** The address behind a question: the next one, or after the last the pairing of the first kiosk. */
export function afterStep(number: number): string {
  return number < setupSteps.length ? stepAddress(number + 1) : `${SETUP}?buoc=${PAIRING}`
}

/** The page of the set-up. */
export const SETUP = '/dashboard/thiet-lap'

/** The address of one question. */
export const stepAddress = (number: number): string => `${SETUP}?buoc=${number}`

/** The address of the question of that name. */
export const addressOfStep = (requested: SetupStep['step']): string =>
  stepAddress(setupSteps.findIndex(({ step }) => step === requested) + 1)
