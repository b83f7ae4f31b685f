"""What stands before something of a person: banks, and the platforms where people have names."""

BANK = (
    r"(?i:(?:viet(?:com|in|tin)|techcom|sacom|agri|vp|tp|mb|shb|hd|lien ?viet(?:post)?|bac ?a|se"
    r"|ocean|nam ?a|pg|kien ?long|dong ?a|tien ?phong|exim|mari ?time)[ -]?bank"
    r"|ngân hàng(?: \w{1,12}){0,3}|ngan hang(?: \w{1,12}){0,3}|mo ?mo|zalo ?pay"
    r"|viettel ?(?:pay|money))"
    r"|VCB|BIDV|ACB|MB|TCB|VIB|STB|CTG|MSB|OCB|SHB|VTB"
)
"""With its own letter case: abbreviations count in capitals only."""

PLATFORM = (
    r"(?:facebook|face|fb|zalo|insta(?:gram)?|ig|tiktok|tik tok|telegram|tele|viber|skype|wechat"
    r"|whatsapp|discord|messenger|threads|twitter)"
)
