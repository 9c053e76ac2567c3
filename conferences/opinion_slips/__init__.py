"""Opinion slips (phiếu lấy ý kiến): one question, answered once by each agency until a deadline."""
