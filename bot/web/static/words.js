// Every word that the page itself says.

// Questions to begin with, each of which has a sure answer.
export const examples = [
  "Hồ sơ gửi trước ngày nào?",
  "Điều kiện công nhận theo QĐ 25 là gì?",
  "Niêm yết kết quả trong bao lâu?",
  "Năm 2026 áp dụng quyết định nào?",
];

export const oftenAsked = [
  "Có mấy tiêu chí, mấy chỉ tiêu?",
  "Hồ sơ đề nghị công nhận năm 2023 gồm những gì?",
  "Họp Hội đồng cần bao nhiêu người?",
  "Năm 2025 có đánh giá không?",
  "QĐ 27/2025 khác QĐ 25/2021 ở những điểm nào?",
];

export const words = {
  title: "Trợ lý TCPL",
  you: "Anh/chị: ",
  assistant: "Trợ lý: ",
  help: "trợ giúp",
  choices: "Lựa chọn",
  pickFile: "Chọn tệp để gửi",
  basis: "Căn cứ:",
  today: "Hôm nay",
  yesterday: "Hôm qua",
  weekdays: ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
  sending: "Đang gửi…",
  waiting: "Chưa gửi được, sẽ tự gửi khi có kết nối.",
  uploading: (percent) => `Đang tải lên ${percent}%`,
  failed: (why) => `Không gửi được. ${why}`,
  edit: "Sửa lại",
  drop: "Bỏ",
  retry: "Gửi lại",
  offline: "Mất kết nối. Anh/chị cứ gõ tiếp: tin được giữ trên máy này và tự gửi khi có kết nối.",
  over: "Phiên làm việc trên trình duyệt này đã hết. Anh/chị tải lại trang; tin chưa gửi vẫn được giữ.",
  takenChoice: (number) => `Lựa chọn số ${number}`,
  someFile: "Tệp",
  tooLarge: "Tệp lớn hơn 20 MB. Anh/chị nén hoặc chia nhỏ tệp rồi gửi lại.",
  emptyFile: "Tệp này không có nội dung.",
  uploadBroke: "Kết nối bị ngắt khi đang tải tệp lên.",
  refused: "Máy chủ không nhận nội dung này.",
  length: (length, longest) => `${dotted(length)} / ${dotted(longest)} ký tự`,
  tooLong: (over) => `Dài quá ${dotted(over)} ký tự. Anh/chị rút gọn rồi gửi.`,
  signOutUnsent: "Còn tin chưa gửi được trên máy này. Đăng xuất sẽ bỏ các tin đó. Anh/chị vẫn đăng xuất?",
};

function dotted(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ".");
}

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} byte`;
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  const text = amount < 10 ? amount.toFixed(1).replace(".", ",") : String(Math.round(amount));
  return `${text} ${unit}`;
}

export function dayName(day, today) {
  const [year, month, date] = day.split("-").map(Number);
  const at = Date.UTC(year, month - 1, date);
  const [nowYear, nowMonth, nowDate] = (today || day).split("-").map(Number);
  const ago = Math.round((Date.UTC(nowYear, nowMonth - 1, nowDate) - at) / 86400000);
  const written = `${String(date).padStart(2, "0")}/${String(month).padStart(2, "0")}/${year}`;
  if (today && ago === 0) return words.today;
  if (today && ago === 1) return words.yesterday;
  return `${words.weekdays[new Date(at).getUTCDay()]}, ${written}`;
}
