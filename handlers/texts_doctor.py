"""What `tcpl doctor` says: of each check what was found, and where something is wrong, what to do."""

TITLES = {
    "settings": "Cấu hình",
    "python": "Python",
    "data_dir": "Thư mục dữ liệu",
    "disk": "Dung lượng đĩa",
    "database": "Cơ sở dữ liệu",
    "schema": "Lược đồ dữ liệu",
    "writing": "Quyền ghi dữ liệu",
    "knowledge": "Kho quy định và câu trả lời",
    "timezone": "Múi giờ",
    "key": "Khoá ký đăng nhập",
    "telegram": "Telegram",
    "zalo": "Zalo",
    "public_url": "Địa chỉ công khai",
    "waiting": "Tin chờ xử lý",
    "unsent": "Tin chờ gửi",
    "failed": "Tin gặp sự cố",
    "unreadable": "Tin không đọc được",
}

_RUN = "Chạy: tcpl run"
# What was found, and what to do about it.
_FINDINGS = {
    "settings_ok": ("đọc được", ""),
    "settings_bad": ("biến {name} chưa đúng", "Ví dụ: {name}={example}"),
    "python_ok": ("{version}", ""),
    "python_old": ("{version}", "Cài Python {least} trở lên."),
    "data_dir_ok": ("{path}", ""),
    "data_dir_missing": ("chưa có {path}", f"{_RUN} để tạo, hoặc sửa TCPL_DATA_DIR."),
    "data_dir_closed": ("không ghi được vào {path}", "Cấp quyền ghi thư mục cho người dùng chạy chương trình."),
    "disk_ok": ("còn trống {free} MB", ""),
    "disk_low": ("chỉ còn trống {free} MB", "Dọn đĩa; cần ít nhất {least} MB."),
    "database_ok": ("{kind}, kết nối được", ""),
    "database_missing": ("chưa có tệp dữ liệu", f"{_RUN} để tạo, hoặc sửa TCPL_DATABASE_URL."),
    "database_away": ("không kết nối được ({why})", "Kiểm tra TCPL_DATABASE_URL và máy chủ cơ sở dữ liệu."),
    "database_damaged": ("tệp dữ liệu bị hỏng", "Dừng chương trình, rồi khôi phục: tcpl restore TỆP --replace"),
    "schema_ok": ("đúng phiên bản {revision}", ""),
    "schema_old": ("phiên bản {revision}, chưa mới nhất", "Sao lưu, rồi chạy: tcpl run (tự nâng cấp)."),
    "schema_none": ("chưa khởi tạo", f"{_RUN} để khởi tạo."),
    "schema_newer": ("phiên bản {revision} mới hơn chương trình", "Cập nhật chương trình."),
    "writing_ok": ("ghi được", ""),
    "writing_bad": ("không ghi được ({why})", "Kiểm tra quyền của tệp hoặc của tài khoản cơ sở dữ liệu."),
    "knowledge_ok": ("{regulations} quy định, {cards} câu trả lời, {documents} văn bản; không có lỗi", ""),
    "knowledge_bad": ("{count} lỗi: {faults}", "Sửa các dòng trên, rồi kiểm tra: tcpl regulation check"),
    "timezone_ok": ("{zone}, bây giờ là {now}", ""),
    "key_environment": ("lấy từ TCPL_SECRET_KEY", ""),
    "key_ok": ("{path}, chỉ chủ tệp đọc được", ""),
    "key_later": ("sẽ được tạo khi chạy lần đầu", ""),
    "key_short": ("khoá ngắn hơn {least} ký tự", "Đặt TCPL_SECRET_KEY dài hơn, hoặc xoá {path} để tạo khoá mới."),
    "key_open": ("{path}: người khác đọc được", "Chạy: chmod 600 {path}"),
    "bot_unset": ("chưa dùng ({variable} trống)", ""),
    "bot_ok": ("kết nối được, tên {name}", ""),
    "bot_refused": ("mã truy cập bị từ chối", "Lấy lại mã từ nơi cấp và đặt vào {variable}."),
    "bot_away": ("không kết nối được ({why})", "Kiểm tra mạng và {address}; kênh khác vẫn dùng được."),
    "public_url_unset": ("không đặt, chỉ dùng trên {base}", ""),
    "public_url_ok": ("{base}", ""),
    "public_url_plain": ("{base} không phải https", "Đặt TCPL_PUBLIC_URL bắt đầu bằng https://"),
    "waiting_ok": ("{count}", ""),
    "waiting_old": ("{count}, lâu nhất từ {since}", f"Chương trình có thể đang dừng. {_RUN}"),
    "unsent_ok": ("{count}", ""),
    "unsent_old": ("{count}, lâu nhất từ {since}", "Kiểm tra mạng, mã truy cập của kênh và nhật ký chương trình."),
    "failed_ok": ("không có trong 24 giờ qua", ""),
    "failed_some": ("{count} trong 24 giờ qua", "Tìm mã sự cố trong nhật ký và báo người phát triển."),
    "unreadable_ok": ("{count} (đã để riêng, không ảnh hưởng tin khác)", ""),
    "unknown": ("chưa kiểm tra được", "Sửa lỗi cơ sở dữ liệu ở trên trước."),
}


def finding(key: str, **about: object) -> tuple[str, str]:
    """What was found, and what to do about it ("" where nothing needs doing)."""
    found, advice = _FINDINGS[key]
    return found.format(**about), advice.format(**about)


def line(check: str, ok: bool, found: str, advice: str) -> str:
    """One check as one line."""
    mark = "✓" if ok else "✗"
    return f"{mark} {TITLES[check]}: {found}" + (f". {advice}" if advice else "")
