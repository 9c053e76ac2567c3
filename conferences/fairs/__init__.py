"""Job fairs: sessions with the job centres of their provinces, repeated month by month."""
