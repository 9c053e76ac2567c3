"""What a fair offers, for other centres, communes and schools: workbook, poster, script."""
