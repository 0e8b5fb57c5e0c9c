import { tick } from 'svelte'

/** Moves the focus to the first field that was refused, as soon as it is marked. */
export async function focusRefused(within: HTMLElement | undefined): Promise<void> {
  await tick()
  within?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
}
