"""Hybrid conferences (hội nghị trực tiếp kết hợp trực tuyến), their points and join links."""
