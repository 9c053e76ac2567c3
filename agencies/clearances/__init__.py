"""What clearing agencies say about a submitted result (duyệt nội dung)."""
