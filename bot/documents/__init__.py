"""Files that people bring and take: spreadsheets, letters, pictures."""
