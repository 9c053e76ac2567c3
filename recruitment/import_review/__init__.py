"""What a workbook of demand was understood to say, shown and put right before anything is made."""
