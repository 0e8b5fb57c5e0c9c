/** In this order: each names itself beside the ones it is made from. */
const browsers = [
  [/coc_coc_browser\//i, 'Cốc Cốc'],
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const

const systems = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const

/**
 * What a person recognises their browser by, and no more: `Chrome, Windows`, without any version.
 *
 * @returns empty text when neither is known
 */
export function browserName(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 500)
  const found = [browsers, systems].map((names) => names.find(([pattern]) => pattern.test(text))?.[1])
  return found.filter((name) => name !== undefined).join(', ')
}
