"""What officials, newsrooms and partners take from live vacancies: demand sheet, loudspeaker
script, alerts.
"""
