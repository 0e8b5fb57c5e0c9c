/** What citizens of the demonstration wrote, as people type: with and without diacritics, short and long. Nobody said it. */
export const praise: readonly string[] = [
  'Cán bộ hướng dẫn tận tình, dễ hiểu.',
  'Làm nhanh, đúng hẹn. Cảm ơn các anh chị.',
  'Tôi lớn tuổi, mắt kém, được cháu ở quầy giúp điền tờ khai. Rất cảm ơn.',
  'Thái độ niềm nở, không phải chờ lâu như trước.',
  'ok, nhanh gon',
  'Chi o quay 1 nhiet tinh, huong dan ky',
  'Nhận kết quả trước hẹn một ngày, không nghĩ là nhanh vậy.',
  'Nộp trên mạng ở nhà rồi ra lấy kết quả, tiện lắm.',
  'Phòng mát, có ghế ngồi, có nước uống.',
  'Sao y xong trong mười phút.',
  'Nhân viên rất lịch sự với người dân tộc thiểu số, nói chậm cho tôi hiểu.',
  'Mong giữ được như thế này.',
  'lam khai sinh cho con nhanh, cam on',
  'Có số thứ tự nên không phải chen lấn nữa.',
  'Rất tốt.',
]

export const wishes: readonly string[] = [
  'Nên có thêm ghế ngồi chờ cho người già.',
  'Đề nghị ghi rõ cần mang giấy tờ gì ngay trên bảng, chữ to hơn.',
  'Nen mo cua sang thu bay cho nguoi di lam',
  'Nên có chỗ để xe có mái che, trời mưa xe ướt hết.',
  'Mong có wifi để tra cứu hồ sơ.',
  'Màn hình gọi số bị mờ, nghe loa không rõ.',
  'Cần có thêm một quầy vào đầu tuần, sáng thứ hai đông quá.',
  'Nên nhắn tin khi có kết quả để dân khỏi đi lại.',
  'Tờ khai nhiều chữ quá, nên có mẫu điền sẵn để xem.',
  'quat o phong cho bi hong',
  'Trang dịch vụ công hay bị lỗi lúc đăng nhập, phải nhờ cán bộ làm giúp.',
  'Nhà vệ sinh cần sạch hơn.',
  'Từ ngày nhập xã, nhà tôi đi nộp hồ sơ xa hơn 12 cây số. Mong giữ điểm tiếp nhận cũ.',
]

export const complaints: readonly string[] = [
  'Chờ gần hai tiếng mới tới lượt.',
  'Phải đi lại ba lần vì mỗi lần lại thiếu một thứ giấy khác.',
  'Hen thu 6 tra ket qua, den noi lai bao thu 3',
  'Máy in hỏng, ngồi chờ cả buổi.',
  'Hỏi thì trả lời cộc lốc.',
  'Giấy hẹn ghi một đằng, đến nơi nói một nẻo.',
  'cho lau qua, khong ai giai thich',
  'Quầy nghỉ trưa sớm, tôi đến 11 giờ đã không còn ai.',
  'Bắt photo thêm giấy tờ đã có trên VNeID.',
]

export const landWishes: readonly string[] = [
  'Nên công khai các bước làm sổ đỏ và thời gian từng bước.',
  'Mong cán bộ địa chính trả lời qua điện thoại để dân khỏi đi lại.',
  'Can co nguoi huong dan ke khai dat dai rieng',
  'Bản đồ địa chính cũ, ranh giới với nhà bên chưa rõ, mong đo lại sớm.',
]

export const landComplaints: readonly string[] = [
  'Hồ sơ tách thửa nộp từ tháng trước, quá hẹn 15 ngày chưa có kết quả.',
  'Làm sổ đỏ phải bổ sung giấy tờ bốn lần, lần nào cũng nói là lần cuối.',
  'so do cho 3 thang chua xong, hoi thi noi cho cap tren',
  'Mỗi cán bộ hướng dẫn một kiểu, về phải làm lại từ đầu.',
  'Đất của ông bà để lại mà xác nhận nguồn gốc mãi không xong.',
  'Trễ hẹn mà không có phiếu xin lỗi.',
  'Thue dat tinh sai phai di lai nhieu lan',
  'Nộp hồ sơ ở xã, xã lại bảo lên chi nhánh văn phòng đăng ký đất đai.',
]
