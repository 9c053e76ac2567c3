"""Who asks to speak and has spoken (danh sách đăng ký phát biểu), and questions from points."""
