/** How responses come, by the codes of `ChannelCode`, in the order of tables. */
export const channelWords = {
  kiosk: 'Thiết bị tại quầy',
  qr: 'Mã QR',
  web: 'Trang web',
  paper: 'Phiếu giấy',
  import: 'Nhập từ tệp',
} as const
