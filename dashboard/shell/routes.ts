import type { Component } from 'svelte'
import type { Session } from '#contract/people/session'
import type { PageAddress } from '../app/addresses.ts'
import type { PageProps } from '../app/page-context.ts'
import { permissionsOf } from '../app/permissions.ts'
import type { Permissions } from '../app/permissions.ts'
import type { IconName } from '../parts/icon-paths.ts'
import Audit from '../audit/Audit.svelte'
import ReferenceLists from '../catalogue/ReferenceLists.svelte'
import Units from '../comparison/Units.svelte'
import Criteria from '../criteria/Criteria.svelte'
import { DETAIL } from '../detail/detail-query.ts'
import Detail from '../detail/Detail.svelte'
import Devices from '../devices/Devices.svelte'
import Dossiers from '../dossiers/Dossiers.svelte'
import Editions from '../editions/Editions.svelte'
import Guides from '../guides/Guides.svelte'
import Operations from '../operations/Operations.svelte'
import Overview from '../overview/Overview.svelte'
import Access from '../people/Access.svelte'
import Accounts from '../people/Accounts.svelte'
import MyAccount from '../people/MyAccount.svelte'
import Reports from '../reports/Reports.svelte'
import SuperiorFile from '../superior-file/SuperiorFile.svelte'
import { SETUP } from '../setup/setup-steps.ts'
import SetUp from '../setup/SetUp.svelte'
import Targets from '../targets/Targets.svelte'
import { TREND } from '../trend/trend-query.ts'
import Trend from '../trend/Trend.svelte'

/** A page: where it is, how the menu names it, and who finds it there. The server refuses what an account may not see. */
export interface Route extends PageAddress {
  readonly component: Component<PageProps>
  /** `figures` is what is looked at, `settings` what is set up once, `account` one's own; `none`: other pages lead there. */
  readonly menu: 'figures' | 'settings' | 'account' | 'none'
  readonly words: string
  readonly icon: IconName
  /** What an account must be permitted to do to be led there; null: everybody is. */
  readonly needs: keyof Permissions | null
  /** Who can help where a unit further up has the page. */
  readonly heldAbove?: string
  /** Only for those who read more than one unit. */
  readonly ofSeveral?: true
}

/** Whether the menu leads an account to a page; at its address it is told otherwise, because asking again would not help. */
export function mayOpen({ needs }: Pick<Route, 'needs'>, session: Pick<Session, 'role' | 'atRoot'>): boolean {
  return needs === null || permissionsOf(session)[needs]
}

/** All pages, in the order of the menu. */
export const routes: readonly Route[] = [
  {
    page: 'overview',
    address: '/dashboard/',
    component: Overview,
    menu: 'figures',
    words: 'Tổng quan',
    icon: 'overview',
    needs: null,
  },
  {
    page: 'detail',
    address: DETAIL,
    component: Detail,
    menu: 'none',
    words: 'Chi tiết',
    icon: 'overview',
    needs: null,
  },
  {
    page: 'trend',
    address: TREND,
    component: Trend,
    menu: 'figures',
    words: 'Xu hướng',
    icon: 'trend',
    needs: null,
  },
  {
    page: 'criteria',
    address: '/dashboard/tieu-chi',
    component: Criteria,
    menu: 'figures',
    words: 'Tiêu chí',
    icon: 'criteria',
    needs: 'tables',
  },
  {
    page: 'units',
    address: '/dashboard/don-vi',
    component: Units,
    menu: 'figures',
    words: 'Đơn vị',
    icon: 'units',
    needs: 'tables',
    ofSeveral: true,
  },
  {
    page: 'reports',
    address: '/dashboard/bao-cao',
    component: Reports,
    menu: 'figures',
    words: 'Báo cáo',
    icon: 'report',
    needs: 'reports',
  },
  {
    page: 'superior-file',
    address: '/dashboard/xuat-cap-tren',
    component: SuperiorFile,
    menu: 'figures',
    words: 'Xuất cho cấp trên',
    icon: 'up',
    needs: 'exports',
  },
  {
    page: 'reference',
    address: '/dashboard/linh-vuc-thu-tuc',
    component: ReferenceLists,
    menu: 'figures',
    words: 'Lĩnh vực, thủ tục',
    icon: 'list',
    needs: null,
  },
  {
    page: 'targets',
    address: '/dashboard/chi-tieu',
    component: Targets,
    menu: 'figures',
    words: 'Chỉ tiêu',
    icon: 'target',
    needs: null,
  },
  {
    page: 'dossiers',
    address: '/dashboard/nhap-so-lieu',
    component: Dossiers,
    menu: 'figures',
    words: 'Nhập số liệu',
    icon: 'entry',
    needs: 'dossiers',
  },
  {
    page: 'editions',
    address: '/dashboard/chot-so-lieu',
    component: Editions,
    menu: 'figures',
    words: 'Chốt số liệu',
    icon: 'lock',
    needs: null,
  },
  {
    page: 'devices',
    address: '/dashboard/thiet-bi',
    component: Devices,
    menu: 'figures',
    words: 'Thiết bị',
    icon: 'device',
    needs: 'devices',
  },
  {
    page: 'setup',
    address: SETUP,
    component: SetUp,
    menu: 'settings',
    words: 'Thiết lập',
    icon: 'settings',
    needs: 'people',
  },
  {
    page: 'accounts',
    address: '/dashboard/nguoi-dung',
    component: Accounts,
    menu: 'settings',
    words: 'Người dùng',
    icon: 'people',
    needs: 'people',
  },
  {
    page: 'access',
    address: '/dashboard/quyen-truy-cap',
    component: Access,
    menu: 'settings',
    words: 'Quyền truy cập',
    icon: 'link',
    needs: 'links',
  },
  {
    page: 'audit',
    address: '/dashboard/nhat-ky',
    component: Audit,
    menu: 'settings',
    words: 'Nhật ký',
    icon: 'audit',
    needs: 'audit',
  },
  {
    page: 'operations',
    address: '/dashboard/van-hanh',
    component: Operations,
    menu: 'settings',
    words: 'Vận hành',
    icon: 'disk',
    needs: 'operations',
    heldAbove: 'Máy chủ do đơn vị cấp trên quản lý, vận hành. Mời liên hệ người quản trị ở đó.',
  },
  {
    page: 'guides',
    address: '/dashboard/huong-dan',
    component: Guides,
    menu: 'account',
    words: 'Hướng dẫn',
    icon: 'book',
    needs: null,
  },
  {
    page: 'account',
    address: '/dashboard/tai-khoan',
    component: MyAccount,
    menu: 'account',
    words: 'Tài khoản của tôi',
    icon: 'person',
    needs: 'account',
  },
]
