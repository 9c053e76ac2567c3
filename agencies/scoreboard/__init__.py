"""How agencies did by quarter (kết quả thực hiện)."""
