"""What came of a fair: from the interview to people who are still at work after sixty days."""
