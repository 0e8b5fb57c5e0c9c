// @ts-check
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { provideChromium } from '../chromium.js'
import { root, setup } from '../setup.js'

/*
 * Makes the pictures of the guides anew (but `chua-du-luot`, which needs a day's ratings), from the demonstration and from a new office:
 *
 *   node scripts/pictures/guide-pictures.js [quarter, as 2026-Q3]
 *
 * The demonstration is the same for the same day; the guides quote the figures of the quarter that is given here, so read
 * them again whenever another one is taken. The pages are shown without motion, at the size that the guides were laid out for.
 */

const folder = join(root, 'docs', 'huong-dan', 'hinh')
const wide = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
const DEMO_PORT = 4731
const OFFICE_PORT = 4732
const STARTS_WITHIN_MS = 300_000

/**
 * Starts a program of this project and waits for its greeting.
 *
 * @param {string} script
 * @param {Record<string, string>} env
 * @returns {Promise<{ greeting: string, stop: () => void }>}
 */
function startProgram(script, env) {
  const running = spawn(process.execPath, [join(root, 'scripts', script)], { env: { ...process.env, ...env } })
  let greeting = ''
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${script} did not start:\n${greeting}`)), STARTS_WITHIN_MS)
    const listen = (/** @type {Buffer} */ words) => {
      greeting += words.toString()
      if (!greeting.includes('Ctrl+C')) return
      clearTimeout(late)
      resolve({ greeting, stop: () => running.kill('SIGTERM') })
    }
    running.stdout.on('data', listen)
    running.stderr.on('data', listen)
  })
}

/** @param {import('playwright-core').Page} page @param {string} name @param {import('playwright-core').Locator} [from] what stands at the top */
async function picture(page, name, from) {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  if (from) await from.evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** @param {import('playwright-core').Page} page @param {string} address @param {string} heading */
async function open(page, address, heading) {
  await page.goto(address)
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
}

/** @param {import('playwright-core').Page} page @param {string} username @param {string} password */
async function signIn(page, username, password) {
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu').fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
}

/** @param {import('playwright-core').Browser} browser @param {string} quarter */
async function ofDemo(browser, quarter) {
  const demo = await startProgram('demo.js', { PORT: String(DEMO_PORT) })
  const dashboard = `http://localhost:${DEMO_PORT}/dashboard/`
  /** @param {string} username */
  const as = async (username) => {
    const page = await newPage(browser, wide)
    await page.goto(dashboard)
    await signIn(page, username, 'du-lieu-mau')
    await page.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor()
    return page
  }
  try {
    const officer = await as('vanphong')
    await open(officer, `${dashboard}?period=${quarter}`, 'Tổng quan')
    await picture(officer, 'tong-quan')
    await picture(officer, 'theo-linh-vuc', officer.locator('section', { hasText: 'Theo lĩnh vực' }).last())
    await open(officer, `${dashboard}xu-huong?group=dat-dai-xay-dung&step=quarter`, 'Xu hướng')
    await picture(officer, 'xu-huong')
    await open(officer, `${dashboard}chi-tieu`, 'Chỉ tiêu')
    await officer.getByRole('button', { name: 'Nhập một kết quả' }).click()
    await picture(officer, 'nguon-khac', officer.getByRole('heading', { name: 'Kết quả do cơ quan khác công bố' }))
    await open(officer, `${dashboard}thiet-bi`, 'Thiết bị')
    await picture(officer, 'thiet-bi')

    const leader = await as('lanhdao')
    await open(leader, `${dashboard}?period=${quarter}`, 'Tổng quan')
    await picture(leader, 'lanh-dao-tong-quan')
    await leader.setViewportSize(phone)
    await picture(leader, 'tong-quan-390')

    const kiosk = await newPage(browser, wide)
    await kiosk.goto(/\S+#pair=\S+/.exec(demo.greeting)?.[0] ?? '')
    await touch(kiosk.getByRole('button', { name: /CHẠM/ }))
    await touch(kiosk.getByRole('button', { name: 'Nhà đất' }))
    await kiosk.getByRole('button', { name: 'Rất không hài lòng' }).waitFor()
    await kiosk.waitForTimeout(500)
    await picture(kiosk, 'kiosk-nam-muc')
  } finally {
    demo.stop()
  }
}

/** @param {import('playwright-core').Browser} browser */
async function ofNewOffice(browser) {
  const dataDir = mkdtempSync(join(tmpdir(), 'hai-long-hinh-'))
  const office = await startProgram('start.js', { PORT: String(OFFICE_PORT), DATA_DIR: dataDir })
  const dashboard = `http://localhost:${OFFICE_PORT}/dashboard/`
  try {
    const page = await newPage(browser, wide)
    await page.goto(dashboard)
    await signIn(page, 'admin', /password\): (\S+)/.exec(office.greeting)?.[1] ?? '')
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('mot-cua-lam-tot')
    await page.getByLabel('Nhập lại mật khẩu mới').fill('mot-cua-lam-tot')
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click()
    await setUp(page)
    await open(page, `${dashboard}nguoi-dung`, 'Người dùng')
    await page.getByLabel('Tên đăng nhập').fill('van.phong')
    await page.getByLabel('Họ và tên').fill('Lê Thị Mai')
    await page.getByLabel('Vai trò').selectOption('manager')
    await page.getByRole('button', { name: 'Tạo tài khoản' }).click()
    await page.getByRole('button', { name: 'Sao chép' }).waitFor()
    await picture(page, 'nguoi-dung')
    await open(page, `${dashboard}van-hanh`, 'Vận hành')
    await picture(page, 'van-hanh')
  } finally {
    office.stop()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The seven questions, with what is proposed. @param {import('playwright-core').Page} page */
async function setUp(page) {
  const next = () => page.getByRole('button', { name: 'Tiếp tục' }).click()
  /** @param {string} name */
  const asked = (name) => page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByLabel('Tìm xã, phường, đặc khu').fill('phuong sai gon')
  await page.getByRole('button', { name: /^Phường Sài Gòn/ }).waitFor()
  await picture(page, 'thiet-lap-don-vi')
  await page.getByRole('button', { name: /^Phường Sài Gòn/ }).click()
  await next()
  await asked('Người dân đến điểm nào, quầy nào?')
  await next()
  await asked('Kế hoạch năm nay đặt chỉ tiêu nào?')
  await page.getByLabel('Tỷ lệ (%)').first().fill('90')
  await next()
  await asked('Đơn vị tiếp nhận vào giờ nào?')
  await next()
  await asked('Báo cáo theo kỳ nào, gửi đến ai?')
  await next()
  await asked('Sao lưu số liệu vào đâu?')
  await page.getByText('Chưa sao lưu').click()
  await next()
  await asked('Ai quản trị hệ thống?')
  await page.getByLabel('Họ và tên người quản trị').fill('Nguyễn Thị Lan')
  await next()
  await asked('Ghép thiết bị đầu tiên')
  await page.getByText('Mở thiết bị đánh giá trên máy này').waitFor()
  await picture(page, 'ghep-thiet-bi')
}

/** A screen of the kiosk takes no touches at first. @param {import('playwright-core').Locator} target */
async function touch(target) {
  await target.waitFor()
  await target.page().waitForFunction(() => document.querySelector('.settling') === null)
  await target.click()
}

/** @param {import('playwright-core').Browser} browser @param {{ width: number, height: number }} viewport */
async function newPage(browser, viewport) {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', reducedMotion: 'reduce', hasTouch: false })
  return context.newPage()
}

await setup()
const executablePath = await provideChromium('whole')
if (executablePath === null) throw new Error('no browser')
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  await ofDemo(browser, process.argv[2] ?? '2026-Q3')
  await ofNewOffice(browser)
} finally {
  await browser.close()
}
