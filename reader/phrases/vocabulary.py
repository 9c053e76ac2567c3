"""Words of official Vietnamese that carry structure: verbs of duty, names of bodies, openings that
are no duty.
"""

import re

from reader.text import UPPER, compile_phrases

# Verbs that open or carry a duty. After a body's name the first of these ends the name.
_VERBS = """
chủ trì|phối hợp|chỉ đạo|hướng dẫn|tham mưu|theo dõi|đôn đốc|rà soát|xây dựng|báo cáo|bố trí
cung cấp|tuyên truyền|phổ biến|quán triệt|kiểm tra|giám sát|thanh tra|xử lý|giải quyết|đề xuất
kiến nghị|chuẩn bị|lập|gửi|trình|ban hành|công bố|công khai|cập nhật|cập nhập|thống kê|tổng hợp
nghiên cứu|đánh giá|đẩy mạnh|đẩy nhanh|tăng cường|tiếp tục|chủ động|tập trung|khẩn trương|huy động
vận động|kêu gọi|khai thác|đăng ký|cử|phân công|giao|thông báo|thông tin|đăng tải|phát sóng
đưa tin|mở|tạo điều kiện|hỗ trợ|giúp|bảo đảm|đảm bảo|duy trì|nâng cao|phát huy|phát động
phát triển|hoàn thành|hoàn thiện|thành lập|kiện toàn|củng cố|tiếp nhận|thẩm định|phê duyệt
cho ý kiến|thực hiện|triển khai|tổ chức|quản lý|sử dụng|quan tâm|chịu|có trách nhiệm|có nhiệm vụ
có văn bản|có kế hoạch|có giải pháp|là|làm|căn cứ|nghiêm túc|thường xuyên|kịp thời|định kỳ
tích cực|quyết liệt|khuyến khích|nhận diện|giữ vững|lựa chọn|số hóa|kết nối|chia sẻ|đào tạo
bồi dưỡng|tập huấn|tư vấn|giới thiệu|tuyển dụng|tuyển chọn|tuyển sinh|điều tra|khảo sát|thu thập
phân tích|dự báo|cân đối|phân bổ|giải ngân|thanh toán|quyết toán|cấp|thu|chi trả|trả lời|tiếp thu
giải trình|làm việc|ký kết|ký|đàm phán|trao đổi|thống nhất|liên hệ|đề nghị|yêu cầu|nắm|bám sát
siết chặt|ngăn chặn|phòng ngừa|khắc phục|chấn chỉnh|tháo gỡ|đổi mới|cải cách|cải thiện|mở rộng
thúc đẩy|thu hút|bổ sung|điều chỉnh|sửa đổi|thay thế|tuân thủ|chấp hành|gắn|lồng ghép|cụ thể hóa
xác định|đưa|tham gia|tham dự|chăm lo|thăm|tặng|trao|lắp đặt|vận hành|đầu tư|mua sắm|nâng cấp
sửa chữa|xây|di dời|sơ tán|trực|ứng phó|sẵn sàng|tham vấn|lấy ý kiến|góp ý|rút kinh nghiệm|sơ kết
tổng kết|khen thưởng|biểu dương|tuyên dương|kê khai|cam kết|niêm yết|phát hành|in ấn|biên soạn
thiết kế|tích hợp|đồng bộ|chuẩn hóa|khởi công|khánh thành|giải phóng|thu hồi|bàn giao|nghiệm thu
hợp đồng|mời|đón tiếp|đón|tiếp|dự|họp|tiến hành|thí điểm|nhân rộng|tạo|tìm|tính toán|ưu tiên
xem xét|quyết định|ủy quyền|phân cấp|trực tiếp|đồng hành|hưởng ứng|lãnh đạo|điều hành|điều phối
điều tiết|đầu mối|tự|kiểm soát|rà|truy|đấu tranh|phát hiện|tố giác|bảo vệ|chăm sóc|quy hoạch
thu gom|xác minh|đối thoại|lắng nghe|soạn|tăng|san tạo|khuyến cáo|cảnh báo|lưu ý|chú trọng
coi trọng|thay mặt|vào cuộc|chuyển|đặt|rèn luyện|phấn đấu|quảng bá|xúc tiến|giữ|đề ra|thường trực
hằng năm|hàng năm|hằng tháng|hàng tháng|hằng quý|hàng quý|sớm|nhanh chóng|trên cơ sở
theo chức năng|theo thẩm quyền|theo nhiệm vụ|theo phạm vi|theo lĩnh vực|trong phạm vi|trước ngày
chậm nhất|sau khi|ngay|sâu sát|linh hoạt|tìm kiếm|gương mẫu|đăng|chống|phòng|tận dụng|nhận|sắp xếp
bố cục|kết hợp|mua|bán|nộp|hoãn|tạm dừng|dừng|cấm|mở chuyên|mở các|mở lớp|mở đợt|tự rà soát
trực ban|cấp phát|giúp đỡ|giúp Ủy ban|giúp UBND|khoanh vùng|cứu trợ|chi viện|kích hoạt|rút ngắn
thể chế|tinh gọn|hình thành|áp dụng|ứng dụng|quy định|rà quét|chuyển giao|công nhận|trồng
chăn nuôi|chuyển đổi|hoàn chỉnh|kiểm kê|đo đạc|cắm mốc|cưỡng chế|phát quang|nạo vét|gia cố|tu bổ
tôn tạo|truy vết|bổ nhiệm|luân chuyển|điều động|biệt phái|kiểm điểm|phê bình|xử phạt|tịch thu
tiêu hủy|niêm phong|đối soát|đối chiếu|xác thực|làm sạch|phân loại|sao lưu|khai báo|cắt giảm
đơn giản hóa|tinh giản|đề cao|nêu cao|đảm nhận|đảm nhiệm|tập hợp|chốt danh sách|chốt số liệu
báo giá|phản ánh|động viên|nêu gương|cảnh giác|tuần tra|lập chốt|khống chế|dập tắt|tiếp tế
khôi phục|treo|chỉnh trang|định hướng|khơi thông|tiêm phòng|phun|diệt|bồi thường|di chuyển|xóa|xoá
sản xuất|khám|tầm soát|truyền thông
"""
_WEAK = """
thực hiện|triển khai|tổ chức|quản lý|sử dụng|hoạt động|cung ứng|là|phòng|chống|thu|mở|cấp|giao|dự
tự|ngay|thường trực|quy định|chuyển đổi|giữ|đầu tư|đào tạo|mua|bán|giải quyết|thống nhất
tuyển dụng|đầu mối|nhận|tham mưu|hỗ trợ|đăng ký|xây dựng|tham gia|tư vấn|giới thiệu|phát triển
vận hành|trực tiếp|trực|tuần tra|sản xuất
"""
_STATEMENTS = """
có ý kiến|kết luận|chỉ thị|chúc mừng|ghi nhận|cảm ơn|trân trọng|hoan nghênh|nhất trí|đồng ý
tán thành|chia buồn
"""
# Verbs of one syllable that also stand inside names ("Văn phòng", "Đào tạo", "cấp tỉnh") never end
# a name.
_INSIDE_NAMES = """
tạo|phòng|chống|thu|mở|cấp|tự|ngay|dự|giữ|trực|thăm|tặng|trao|đón|tiếp|mời|họp|đặt|đưa|gắn|xây|rà
truy|tìm|mua|bán|nộp|nhận|soạn|chuyển|đăng|giúp|sớm|xóa|xoá
"""


# Both ways of writing a tone: số hóa, số hoá.
_TONE_MARKS = (("óa", "oá"), ("ủy", "uỷ"), ("hòa", "hoà"))


def _phrases(lines: str) -> tuple[str, ...]:
    # The longest first: an alternation takes the first that fits.
    lines = "\n".join([lines, *(lines.replace(new, old) for new, old in _TONE_MARKS)])
    phrases = dict.fromkeys(re.split(r"[|\n]+", lines.strip()))
    return tuple(sorted(phrases, key=len, reverse=True))


WEAK_VERBS = frozenset(_phrases(_WEAK))
"""After such words as "đơn vị" or "công tác" these are more often part of the name."""


_ENDING = _phrases(_VERBS + _STATEMENTS)
_NEVER_ENDING = frozenset(_phrases(_INSIDE_NAMES))
SHORT_VERB = compile_phrases(
    r"""
    (?<!\w)
    (?:
    đưa|mở|mời|họp|đặt|gắn|nộp|soạn|chuyển|đăng|mua|trao|tặng|thăm|tìm|truy|rà|đón|tiếp|nhận
    |cấp(?= (?:kinh phí|vốn|bù|thẻ|giấy))
    )
    (?= \w)
    """
)
"""These may stand inside names ("cấp tỉnh"); they open a duty when no better verb does."""
_NOUNS = r"(?!giao (?:dịch|thông|lưu|tiếp)(?!\w))"  # "phiên giao dịch" gives nobody anything
VERB = re.compile(
    rf"(?<!\w){_NOUNS}(?:{'|'.join(v for v in _ENDING if v not in _NEVER_ENDING)})(?!\w)"
)
OPENS_WITH_VERB = compile_phrases(
    rf"""
    (?:(?:đồng thời|ngoài ra|cùng với đó|trước mắt|và)[,\s]+)?  # joins it to what precedes
    (?:{"|".join(_phrases(_VERBS))})(?!\w)
    """,
    re.IGNORECASE,
)

# First words of the name of a body that can owe something. Case matters: "Ban" is a body, "Ban
# hành" is a verb.
_SINGLE = rf"""
  # departments, ministries and abbreviations
    Sở(?!\s+(?:hữu|dĩ|thích))
  | Bộ(?!\s+(?:máy|tiêu|chỉ\s+số|dữ|thủ|tài\s+liệu|luật|quy|câu|đội\s+đã|phận|nhận|công\s+cụ))
  | Ban(?!\s+hành)|UBND|HĐND|UBMTTQ|UB(?=\s+MTTQ)|UBMTTQVN|MTTQ|MTTQVN|BHXH|TAND|VKSND|BQL|BCH
  | LĐLĐ|TTDVVL|VNPT|EVN
  # committees, councils, offices, the press
  | Uỷ\s+ban|Ủy\s+ban|Hội\s+đồng|Văn\s+phòng|VPUB|Công\s+an|Bảo\s+hiểm
  | Đài(?=\s+(?:[{UPPER}]|truyền|phát|tiếng))|đài\s+(?:truyền|phát)|Tiểu\s+ban
  | Báo(?=\s+(?!cáo)(?:[{UPPER}]|chí|và))|Cơ\s+quan|Đơn\s+vị(?!\s+tính)|Trung\s+tâm
  | Hội(?=\s+(?:[{UPPER}]|doanh|nghề|đặc|nông|cựu|liên))(?!\s+(?:nghị|thảo|chợ|nhập|họp))
  # unions, fronts, bureaus, inspectorates
  | Tổng\s+(?:Liên\s+đoàn|[Cc]ông\s+ty)|Hiệp\s+hội|Liên\s+đoàn
  | Liên\s+minh|Liên\s+hiệp|Tỉnh\s+đoàn|Thành\s+đoàn|Huyện\s+đoàn
  | Đoàn\s+(?:thanh\s+niên|Thanh\s+niên|TNCS|Đại\s+biểu|đại\s+biểu|thể|khối|Khối|Kinh\s+tế)
  | Mặt\s+trận|Kho\s+bạc|Cục|Chi\s+cục|Tổng\s+cục|Vụ(?=\s+[{UPPER}])
  | Thanh\s+tra(?=\s+(?:[{UPPER}]|tỉnh|thành|huyện|Chính|Sở|Bộ|các|các))
  # banks, schools, hospitals, courts, firms, directors
  | Ngân\s+hàng|Trường(?!\s+hợp)|Nhà\s+trường|Viện(?!\s+(?:dẫn|trợ))|Học\s+viện|Đại\s+học
  | Bệnh\s+viện|Tòa\s+án|Toà\s+án|Viện\s+kiểm|Công\s+ty|Tổng\s+công\s+ty|Tập\s+đoàn
  | Doanh\s+nghiệp|Hợp\s+tác\s+xã|Thủ\s+trưởng|Giám\s+đốc|Tổng\s+Giám\s+đốc
  | Phó\s+(?:Chủ\s+tịch|Giám\s+đốc|Thủ\s+tướng)
  # heads and party committees
  | Chủ\s+tịch|Bộ\s+trưởng|Thứ\s+trưởng|Tổng\s+(?:Thanh\s+tra|Kiểm\s+toán|cục|biên)|Thống\s+đốc
  | Chánh\s+(?:Văn|Thanh)|Cục\s+trưởng|Trưởng\s+(?:ban|Ban|Công|các|phòng|Phòng|Đoàn)
  | Hiệu\s+trưởng|[Đđ]ồng\s+chí|Đ/c
  | Tổ(?=\s+(?:công\s+tác|Công\s+tác|giúp\s+việc|trưởng|chuyên|liên))
  | Tỉnh(?=\s+(?:ủy|uỷ|đoàn|[{UPPER}]))|Thành\s+(?:ủy|uỷ|phố(?=\s+[{UPPER}]))|Huyện\s+(?:ủy|uỷ)
  | Quận\s+(?:ủy|uỷ)|Đảng\s+(?:ủy|uỷ)|Bí\s+thư|Thường\s+trực(?!\s*,|\s+(?:sẵn|theo|24))
  # rooms, stations, trade unions, employers, services
  | Phòng(?=\s+[{UPPER}])(?!\s*,)|Trạm(?=\s+[{UPPER}yY])|Công\s+đoàn
  | Chủ\s+(?:đầu\s+tư|sử\s+dụng|dự\s+án)|Nhà\s+(?:đầu\s+tư|thầu|máy)
  | Người\s+(?:đứng\s+đầu|sử\s+dụng)|Lãnh\s+đạo(?=\s+(?:các|UBND|Sở|Ban|sở|đơn|cơ|tỉnh))
  | Bưu\s+điện|Điện\s+lực|Hải\s+quan|Quân\s+khu|Bộ\s+Chỉ\s+huy|Bộ\s+đội|Đồn|Quỹ|Khu\s+quản
  | Địa\s+phương|Chi\s+nhánh|Thuế(?=\s+(?:tỉnh|thành|Thành|cơ|[{UPPER}]))
  # parks, forestry, authorities, clubs
  | Vườn\s+quốc\s+gia|Thông\s+tấn\s+xã|Khu\s+bảo\s+tồn|Xí\s+nghiệp|Lâm\s+trường|Chính\s+quyền
  | Tổ\s+chức(?=\s+(?:pháp\s+chế|đảng|Đảng|công\s+đoàn))|Nghiệp\s+đoàn|Câu\s+lạc\s+bộ
  | Phóng\s+viên|Tổ\s+trưởng|chính\s+quyền\s+(?:các|địa)
  # statistics, libraries, communes, the government
  | Thống\s+kê(?=\s+(?:tỉnh|thành|[{UPPER}]))|Cổng\s+[Tt]hông|Kiểm\s+toán|Thư\s+viện|Bảo\s+tàng
  | Nhà\s+(?:hát|văn\s+hóa)|Ủy\s+viên|Thành\s+viên|Các\s+thành\s+viên|Sàn\s+giao
  | Xã(?=\s+[{UPPER}])|Phường(?=\s+[{UPPER}])|Chính\s+phủ|Thủ\s+tướng|Kiến\s+trúc\s+sư\s+trưởng
  | Ông|Bà(?=\s+[{UPPER}])|Quản\s+trị|Trưởng\s+thôn|Đội(?=\s+[{UPPER}])|Cảnh\s+sát|Hạt\s+[Kk]iểm
  | Ngành(?=\s+[{UPPER}])
"""
_GROUPS = r"""
  # the quantity: the, some, those, all
  (?:[Cc]ác|[Mm]ột\s+số|[Nn]hững|[Tt]oàn\s+bộ|[Tt]ất\s+cả\s+các)\s+
  (?:
      đồng\s+chí|sở|Sở|ban|Ban|bộ|Bộ|ngành|cơ\s+quan|Cơ\s+quan|đơn\s+vị|Đơn\s+vị
    | doanh\s+nghiệp|Doanh\s+nghiệp|tổ\s+chức|Tổ\s+chức|địa\s+phương|Địa\s+phương|huyện|Huyện
    | xã|Xã|phường|tỉnh|Tỉnh|thành\s+viên|Thành\s+viên|phòng|Phòng|hội|Hội|hiệp\s+hội
    | đoàn\s+thể|trường|Trường|cục|Cục|trung\s+tâm|Trung\s+tâm|báo|Báo
    | [Cc]hủ(?!\s+(?:trương|đề|thể|trì|động|yếu|lực|tịch))|nhà\s+thầu|nhà\s+đầu|tập\s+đoàn
    | Tập\s+đoàn|tổng\s+công\s+ty|công\s+ty|Công\s+ty|ngân\s+hàng|Ngân\s+hàng|cấp\s+ủy
    | cấp\s+uỷ|cấp|hợp\s+tác|cơ\s+sở|chi\s+nhánh|Chủ\s+tịch|UBND|Ủy\s+ban|Tổ|tổ\s+công
    | thủ\s+trưởng|Thủ\s+trưởng|giám\s+đốc|Giám\s+đốc|Bộ\s+trưởng|khu|bệnh\s+viện|viện|Viện
    | Ban|chi\s+cục|lực\s+lượng|khối|nhà\s+mạng|phóng\s+viên|văn\s+phòng|thôn|tổ\s+dân
    | khu\s+phố|ấp|bản|xóm|hộ|chi\s+bộ|chi\s+hội|đảng\s+(?:ủy|uỷ|bộ)|Đảng\s+(?:ủy|uỷ)
    | [Tt]rưởng\s+(?:thôn|ban|phòng|khu|ấp|bản|xóm|các)|[Bb]í\s+thư|bộ\s+phận
    | ban\s+quản|Vụ|vụ|quận|thị\s+xã|trạm|nhà\s+máy|Đoàn|đoàn|Liên\s+đoàn|thầy\s+cô
  )
"""
BODY = re.compile(
    rf"""
    (?:
        {_SINGLE}
      | {_GROUPS}
      | (?:[Tt]ừng|[Mm]ỗi)\s+(?:cơ\s+quan|đơn\s+vị|địa\s+phương|sở)  # each of them
    )(?!\w)
    """,
    re.VERBOSE,
)
# A later element of a list may go on in small letters: "UBND các huyện, thị xã, thành phố".
LIST_PART = compile_phrases(
    r"""
    (?:
    các|những|một số|cơ quan|đơn vị|tổ chức|doanh nghiệp|địa phương|ban|ngành|sở|bộ|đoàn thể|hội
    |hiệp hội|thị xã|thành phố|huyện|xã|phường|thị trấn|đặc khu|cấp|cá nhân|trường|trung tâm
    |chủ đầu tư|nhà đầu tư|nhà thầu|thủ trưởng|người đứng đầu|cơ sở|quận|lực lượng|công ty|tập đoàn
    |ngân hàng|khu|đồng chí|chủ tịch|hợp tác xã
    |báo(?! cáo)  # "báo cáo" is a duty
    |đài|liên đoàn|ủy ban|hệ thống|cụm|phương tiện|chính quyền|đoàn|trưởng|tổ|thôn|giám đốc
    |chi cục|chi nhánh|vườn|bí thư|nhà
    )(?!\w)
    """
)

_AUTHORISES = r"[Uu]ỷ\s+quyền(?:\s+cho)?|[Ủủ]y\s+quyền(?:\s+cho)?"
LEAD_IN = re.compile(
    rf"""
    (?:-\s*)?
    (?:
      (?:
        Đồng\s+thời|Riêng|Ngoài\s+ra|Trước\s+mắt|đồng\s+thời|Về\s+phía|Về\s+trách\s+nhiệm
      | Trách\s+nhiệm(?:\s+của)?|Nhiệm\s+vụ\s+của|Đối\s+với|Về\s+nhiệm\s+vụ\s+của
      )[,:]?\s+
    )?
    (?:  # who orders
      (?:
        UBND|(?:Ủy|Uỷ)\s+ban\s+nhân\s+dân|Chủ\s+tịch|Phó\s+Chủ\s+tịch|Thủ\s+tướng
      | Phó\s+Thủ\s+tướng|Ban\s+Chỉ\s+đạo|Bộ\s+trưởng|Thường\s+trực
      )[^.;:]{{0,60}}?\s
    )?
    (?P<word>  # the order: gives, requires, asks, assigns, authorises
      [Gg]iao(?:\s+(?:trách\s+nhiệm|nhiệm\s+vụ))?(?:\s+cho)?
    | [Yy]êu\s+cầu
    | (?:(?:[Tt]rân\s+trọng|[Kk]ính|[Tt]iếp\s+tục)\s+)?[Đđ]ề\s+nghị
    | [Pp]hân\s+công
    | {_AUTHORISES}
    )\s*:?\s+
    (?:  # "in the time to come"
      (?:trong\s+thời\s+gian\s+tới|thời\s+gian\s+tới|trong\s+thời\s+gian\s+sắp\s+tới|trước\s+mắt)
      ,?\s+
    )?
    """,
    re.VERBOSE,
)
PREFACE = compile_phrases(
    r"""
    (?:
    Riêng|Trách nhiệm của|Trách nhiệm|Nhiệm vụ của|Đối với|Về phía|Phân công|Về trách nhiệm của
    |Về nhiệm vụ của|Đồng thời,?|Ngoài ra,?|Tại|Trong đó,?
    )\s+
    """
)
