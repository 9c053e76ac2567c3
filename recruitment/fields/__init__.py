"""Fields as people and workbooks write them: tax codes, phones, wages, words in cells."""
